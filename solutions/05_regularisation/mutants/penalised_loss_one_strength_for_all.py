"""
question: penalised_loss
caught_by: values

All kernels pay by the regularizer of the first layer that has one. Each layer has its own, and a
layer without one pays nothing.
"""


def penalised_loss(model, x, y, cost):
    dense = [layer for layer in model.layers if hasattr(layer, "kernel")]
    regularizers = [layer.kernel_regularizer for layer in dense if layer.kernel_regularizer]
    loss = cost(y, model(x))
    if regularizers:
        for layer in dense:
            loss = loss + regularizers[0](layer.kernel)
    return loss
