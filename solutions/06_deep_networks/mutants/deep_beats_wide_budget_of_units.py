"""
question: deep_beats_wide
caught_by: parameter budget

The budget was spent on units. It is about parameters: every unit has a weight for each unit
below, and a bias.
"""


def deep_beats_wide(x, y, budget):
    model = feedforward(x.shape[1], [budget // 6] * 3, 1, "relu")

    model.compile("adam", "mse")
    model.fit(x, y, verbose=0)
    return model
