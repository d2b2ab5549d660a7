"""
question: is_healthy
caught_by: verdicts

Only small norms are found. A gradient near infinity is unhealthy too.
"""


def is_healthy(norms):
    return bool(np.all(norms > VANISHING))
