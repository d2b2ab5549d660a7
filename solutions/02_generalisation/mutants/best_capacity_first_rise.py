"""
question: best_capacity
caught_by: rows in any order

The search stops at the first rise of the error between neighbouring rows. The rows may be in any
order, and the curve may have more than one valley: compare all of them.
"""


def best_capacity(curve):
    row = 0
    while row + 1 < len(curve) and curve[row + 1, 2] < curve[row, 2]:
        row += 1
    return int(curve[row, 0])
