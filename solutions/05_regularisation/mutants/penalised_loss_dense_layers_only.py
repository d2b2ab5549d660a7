"""
question: penalised_loss
caught_by: values

Only layers of the class Dense pay. Other layers have a `kernel` and a `kernel_regularizer` too:
ask each layer for the attribute, not for its class.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dense) and layer.kernel_regularizer is not None:
            loss = loss + layer.kernel_regularizer(layer.kernel)
    return loss
