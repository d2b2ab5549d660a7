"""
question: predict_next
caught_by: oscillations

The window is in the opposite order when forecasting: the coefficient of the oldest value meets
the latest one. Use the same order as in training.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)
    stretches = stretches.reshape(-1, window + 1).astype("float64")
    inputs, targets = stretches[:, :-1], stretches[:, -1]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    latest = series[:, -window:][:, ::-1]
    return coefficients[0] + latest @ coefficients[1:]
