"""
question: is_healthy
caught_by: verdicts

One healthy layer is enough for this verdict. One unhealthy layer should be enough to deny it.
"""


def is_healthy(norms):
    return bool(np.any((norms > VANISHING) & (norms < EXPLODING)))
