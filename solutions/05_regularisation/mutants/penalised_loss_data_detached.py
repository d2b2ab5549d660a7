"""
question: penalised_loss
caught_by: gradient

The gradient is that of the penalty alone: the predictions were made plain numbers (NumPy,
`predict`, `stop_gradient`) before the cost was taken. `model(x)` keeps the way back to the weights.
"""


def penalised_loss(model, x, y, cost):
    return cost(y, ops.stop_gradient(model(x))) + sum(model.losses)
