"""
question: predict_next
caught_by: oscillations

The values of each window were sorted, so that their order in time is lost. The first input has to
be the oldest value, not the least.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)
    stretches = stretches.reshape(-1, window + 1).astype("float64")
    inputs, targets = np.sort(stretches[:, :-1], axis=1), stretches[:, -1]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    return coefficients[0] + np.sort(series[:, -window:], axis=1) @ coefficients[1:]
