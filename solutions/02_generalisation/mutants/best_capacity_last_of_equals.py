"""
question: best_capacity
caught_by: ties

Of several degrees with the same least error, the largest was taken. Prefer the one of smallest
capacity.
"""


def best_capacity(curve):
    return int(min(curve, key=lambda row: (row[2], -row[0]))[0])
