"""
question: predict_next
caught_by: oscillations

There is an axis too many: the forecasts are a column `(batch, 1)`. Return one number for each
series, of shape `(batch,)`.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)
    stretches = stretches.reshape(-1, window + 1).astype("float64")
    inputs, targets = stretches[:, :-1], stretches[:, -1]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    latest = series[:, -window:]
    return (coefficients[0] + latest @ coefficients[1:])[:, np.newaxis]
