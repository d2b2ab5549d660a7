"""
question: deep_beats_wide
caught_by: parameter budget

Each hidden layer is within the budget, but not all of them together.
"""


def deep_beats_wide(x, y, budget):
    width = 1
    while (width + 1) * (width + 2) <= budget:
        width += 1
    model = feedforward(x.shape[1], [width] * 3, 1, "relu")

    model.compile("adam", "mse")
    model.fit(x, y, verbose=0)
    return model
