"""
question: deep_beats_wide
caught_by: parameter budget

The layers have 12 units whatever `budget` says. Count the parameters, and fit the width to the
budget.
"""


def deep_beats_wide(x, y, budget):
    model = feedforward(x.shape[1], [12, 12, 12], 1, "relu")
    model.compile("adam", "mse")
    model.fit(x, y, verbose=0)
    return model
