"""
question: penalised_loss
caught_by: values

The penalties are averaged over the layers that pay. They add up: a second layer does not make the
first one cheaper.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    paid = model.losses
    return loss + sum(paid) / len(paid) if paid else loss
