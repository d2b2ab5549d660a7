"""
question: penalised_loss
caught_by: values

The penalties are subtracted. Large kernels would lower the cost.
"""


def penalised_loss(model, x, y, cost):
    return cost(y, model(x)) - sum(model.losses)
