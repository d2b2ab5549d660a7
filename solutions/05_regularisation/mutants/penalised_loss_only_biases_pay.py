"""
question: penalised_loss
caught_by: values

The regularizer is called with the bias. It is M that pays, `layer.kernel`.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            loss = loss + regularizer(layer.bias)
    return loss
