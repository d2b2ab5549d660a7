"""
question: predict_next
caught_by: oscillations

The forecast is the last value again, or next to it: nothing has been learnt about where the
series is heading.
"""


def predict_next(series, window):
    return series[:, -1]
