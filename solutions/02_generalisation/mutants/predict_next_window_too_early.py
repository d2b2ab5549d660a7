"""
question: predict_next
caught_by: oscillations

The last value of the series was left out of the window, so that the forecast is one for the last
value, which is known already.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)
    stretches = stretches.reshape(-1, window + 1).astype("float64")
    inputs, targets = stretches[:, :-1], stretches[:, -1]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    latest = series[:, -window - 1 : -1]
    return coefficients[0] + latest @ coefficients[1:]
