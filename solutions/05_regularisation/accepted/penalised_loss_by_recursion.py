"""
question: penalised_loss

The predictions and the penalties, one layer after the other.
"""


def penalised_loss(model, x, y, cost):
    def run(layers, inputs):
        if not layers:
            return cost(y, inputs)
        first, *rest = layers
        loss = run(rest, first(inputs))
        if getattr(first, "kernel_regularizer", None):
            loss += first.kernel_regularizer(first.kernel)
        return loss

    return run(model.layers, x)
