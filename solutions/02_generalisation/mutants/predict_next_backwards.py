"""
question: predict_next
caught_by: oscillations

The model was trained to guess the value *before* each window. Its inputs come first in a stretch,
and the target is the last value.
"""


def predict_next(series, window):
    stretches = np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)
    stretches = stretches.reshape(-1, window + 1).astype("float64")
    inputs, targets = stretches[:, 1:], stretches[:, 0]
    ones = np.ones((len(inputs), 1))
    coefficients = np.linalg.lstsq(np.hstack([ones, inputs]), targets)[0]
    return coefficients[0] + series[:, -window:] @ coefficients[1:]
