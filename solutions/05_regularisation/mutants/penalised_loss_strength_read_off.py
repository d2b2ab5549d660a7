"""
question: penalised_loss
caught_by: values

The penalty is computed from the regularizer's attribute `l2`, which not every regularizer has.
Call the regularizer with the kernel, and it returns what the kernel pays.
"""


def penalised_loss(model, x, y, cost):
    loss = cost(y, model(x))
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            loss = loss + regularizer.l2 * ops.sum(ops.square(layer.kernel))
    return loss
