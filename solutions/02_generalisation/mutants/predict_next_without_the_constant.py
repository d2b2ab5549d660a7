"""
question: predict_next
caught_by: oscillations

Your model has a coefficient for each value in the window and no constant. So its forecasts are
right only for series around 0.
"""


def predict_next(series, window):
    starts = range(series.shape[1] - window)
    x = np.concatenate([series[:, start : start + window] for start in starts])
    y = np.concatenate([series[:, start + window] for start in starts])
    coefficients = np.linalg.lstsq(x, y, rcond=None)[0]
    return series[:, -window:] @ coefficients
