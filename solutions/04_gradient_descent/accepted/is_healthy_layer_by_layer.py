"""
question: is_healthy

A loop that leaves at the first layer that is not healthy.
"""


def is_healthy(norms):
    return all(VANISHING < norm < EXPLODING for norm in norms)
