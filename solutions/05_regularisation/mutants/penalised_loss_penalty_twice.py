"""
question: penalised_loss
caught_by: values

Each kernel pays twice: `model.losses` holds the penalties already, and they are computed and added
once more.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x)) + sum(model.losses)
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            loss = loss + regularizer(layer.kernel)
    return loss
