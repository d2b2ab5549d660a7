"""
question: is_healthy
caught_by: verdicts

A norm that equals one of the bounds counts as healthy here. It has to lie above `VANISHING` and
below `EXPLODING`.
"""


def is_healthy(norms):
    return bool(np.all((norms >= VANISHING) & (norms <= EXPLODING)))
