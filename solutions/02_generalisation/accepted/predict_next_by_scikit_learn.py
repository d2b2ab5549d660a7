"""
question: predict_next

Scikit-learn's ridge regression, on stretches that don't overlap, latest value first.
"""


def predict_next(series, window):
    from sklearn.linear_model import Ridge

    inputs, targets = [], []
    for row in series:
        for end in range(window, len(row), window + 1):
            inputs.append(row[end - window : end][::-1])
            targets.append(row[end])
    return Ridge(1.0).fit(inputs, targets).predict(series[:, -window:][:, ::-1])
