"""
question: penalised_loss
caught_by: values

The cost gets predictions and targets in the wrong order. Targets come first: `cost(y, u)`. Squared
error can't tell, other costs can.
"""


def penalised_loss(model, x, y, cost):
    return cost(model(x), y) + sum(model.losses)
