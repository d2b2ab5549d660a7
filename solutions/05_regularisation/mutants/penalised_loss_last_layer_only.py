"""
question: penalised_loss
caught_by: values

Only the last layer that has a regularizer pays: each penalty replaces the one before it. Add it to
what is there.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    total = loss
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            total = loss + regularizer(layer.kernel)
    return total
