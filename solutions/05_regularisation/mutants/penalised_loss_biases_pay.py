"""
question: penalised_loss
caught_by: values

The biases pay too: the regularizer is called with every weight of its layer. Only M, the layer's
kernel, pays.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            for weights in layer.trainable_weights:
                loss = loss + regularizer(weights)
    return loss
