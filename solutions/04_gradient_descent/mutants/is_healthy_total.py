"""
question: is_healthy
caught_by: verdicts

The norm of all layers together is judged, in which a layer without a gradient cannot be seen.
"""


def is_healthy(norms):
    return bool(VANISHING < np.sqrt(np.sum(norms**2)) < EXPLODING)
