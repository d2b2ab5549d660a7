"""
question: predict_next
caught_by: seasons

Only the last two values of the window were used. The process may look back as far as the window,
and here the oldest value in it counts most.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, 3, axis=1)
    stretches = stretches.reshape(-1, 3).astype("float64")
    inputs, targets = stretches[:, :-1], stretches[:, -1]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    latest = series[:, -2:]
    return coefficients[0] + latest @ coefficients[1:]
