"""
question: predict_next
caught_by: seasons

The inputs are one value short: `window` values and one target are a stretch of `window + 1`. The
oldest value of the window is missing.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window, axis=1)
    stretches = stretches.reshape(-1, window).astype("float64")
    inputs, targets = stretches[:, :-1], stretches[:, -1]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    latest = series[:, -window + 1 :]
    return coefficients[0] + latest @ coefficients[1:]
