"""
question: predict_next
caught_by: seasons

It was taken for granted that the oldest value in the window counts about two thirds, and the latest
a fifth. How much they count, and with which sign, has to be learnt from the series.
"""


def predict_next(series, window):
    mean = series.mean(dtype="float64")
    return mean + 0.65 * (series[:, -window] - mean) + 0.2 * (series[:, -1] - mean)
