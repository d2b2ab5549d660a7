"""
question: is_healthy
caught_by: zero, infinity and NaN

A NaN passes for healthy. You ask for `norm <= VANISHING` or `norm >= EXPLODING`, and both are
false for NaN.
"""


def is_healthy(norms):
    return not bool(np.any((norms <= VANISHING) | (norms >= EXPLODING)))
