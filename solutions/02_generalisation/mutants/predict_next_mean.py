"""
question: predict_next
caught_by: oscillations

The forecast is the mean of each series. That is the best one without a memory, but these series
remember their past.
"""


def predict_next(series, window):
    return series.mean(axis=1)
