"""
question: penalised_loss
caught_by: values

Only the first layer that has a regularizer pays. Go through all of them.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            return loss + regularizer(layer.kernel)
    return loss
