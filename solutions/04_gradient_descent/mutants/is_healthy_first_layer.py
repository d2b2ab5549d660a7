"""
question: is_healthy
caught_by: verdicts

Only the first layer is looked at. Gradients can vanish there and explode elsewhere.
"""


def is_healthy(norms):
    return bool(VANISHING < norms[0] < EXPLODING)
