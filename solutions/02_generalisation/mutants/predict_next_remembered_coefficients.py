"""
question: predict_next
caught_by: oscillations

The coefficients are constants, which suit one slow oscillation at best. Learn them from the series:
another process has others.
"""


def predict_next(series, window):
    mean = series.mean(dtype="float64")
    return mean + 1.44 * (series[:, -1] - mean) - 0.84 * (series[:, -2] - mean)
