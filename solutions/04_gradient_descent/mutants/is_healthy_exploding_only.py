"""
question: is_healthy
caught_by: verdicts

Only large norms are found. A gradient near 0 is unhealthy too.
"""


def is_healthy(norms):
    return bool(np.all(norms < EXPLODING))
