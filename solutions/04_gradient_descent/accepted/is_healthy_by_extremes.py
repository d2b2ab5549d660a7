"""
question: is_healthy

The smallest and the largest norm, both of which are NaN if one of the norms is.
"""


def is_healthy(norms):
    return np.min(norms) > VANISHING and np.max(norms) < EXPLODING
