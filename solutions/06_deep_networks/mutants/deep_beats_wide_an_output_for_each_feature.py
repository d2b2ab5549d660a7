"""
question: deep_beats_wide
caught_by: parameter budget

The network has as many outputs as inputs. y has one column; broadcasting hides the difference
from the cost.
"""


def deep_beats_wide(x, y, budget):
    width = 1
    while parameter_count([x.shape[1], width + 1, width + 1, x.shape[1]]) <= budget:
        width += 1
    model = feedforward(x.shape[1], [width, width], x.shape[1], "relu")

    model.compile("adam", "mse")
    model.fit(x, y, verbose=0)
    return model
