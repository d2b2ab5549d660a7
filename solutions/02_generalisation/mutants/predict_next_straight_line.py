"""
question: predict_next
caught_by: oscillations

A straight line was drawn through the last two values. A series that swings back can't be forecast
so: fit the coefficients to the data.
"""


def predict_next(series, window):
    return 2 * series[:, -1] - series[:, -2]
