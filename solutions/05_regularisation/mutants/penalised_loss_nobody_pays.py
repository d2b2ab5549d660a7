"""
question: penalised_loss
caught_by: values

This is the cost of the data alone; no penalty is in it.
"""


def penalised_loss(model, x, y, cost):
    return cost(y, model(x))
