"""
question: predict_next
caught_by: oscillations

The forecast depends on the mean of the window alone, as if the order of the values did not
matter. It is the order that tells which way the series is going.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)
    stretches = stretches.reshape(-1, window + 1).astype("float64")
    slope, constant = np.polyfit(stretches[:, :-1].mean(axis=1), stretches[:, -1], 1)
    return constant + slope * series[:, -window:].mean(axis=1)
