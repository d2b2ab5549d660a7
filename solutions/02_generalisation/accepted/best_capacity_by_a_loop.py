"""
question: best_capacity

Keeps the best row so far.
"""


def best_capacity(curve):
    best = curve[0]
    for row in curve[1:]:
        better = row[2] < best[2]
        simpler = row[2] == best[2] and row[0] < best[0]
        if better or simpler:
            best = row
    return int(best[0])
