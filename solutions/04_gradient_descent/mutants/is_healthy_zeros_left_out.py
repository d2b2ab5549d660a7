"""
question: is_healthy
caught_by: zero, infinity and NaN

Norms of 0 are skipped. A layer without any gradient is the sickest of all.
"""


def is_healthy(norms):
    return bool(np.all((norms[norms != 0] > VANISHING) & (norms[norms != 0] < EXPLODING)))
