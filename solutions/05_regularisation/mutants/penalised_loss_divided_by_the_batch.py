"""
question: penalised_loss
caught_by: values

The penalty is divided by the number of samples, so that its strength depends on the batch. It is
added as it is.
"""


def penalised_loss(model, x, y, cost):
    return cost(y, model(x)) + sum(model.losses) / x.shape[0]
