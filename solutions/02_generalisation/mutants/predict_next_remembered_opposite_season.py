"""
question: predict_next
caught_by: seasons

It was taken for granted that the oldest value in the window counts with a negative sign. Of some
processes that is true, of others not: learn the sign from the series.
"""


def predict_next(series, window):
    mean = series.mean(dtype="float64")
    return mean - 0.65 * (series[:, -window] - mean) - 0.2 * (series[:, -1] - mean)
