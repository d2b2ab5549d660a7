"""
question: penalised_loss
caught_by: gradient

The value is right, but the penalty has no gradient: it was made a plain number (`float`, NumPy,
`stop_gradient`) before it was added. Training would never feel it.
"""


def penalised_loss(model, x, y, cost):
    return cost(y, model(x)) + ops.stop_gradient(ops.convert_to_tensor(sum(model.losses), y.dtype))
