"""
question: best_capacity
caught_by: least validation error

The degree was chosen by the training error, which is least for the largest family, however badly
it overfits. Choose by the validation error.
"""


def best_capacity(curve):
    return int(min(curve, key=lambda row: (row[1], row[0]))[0])
