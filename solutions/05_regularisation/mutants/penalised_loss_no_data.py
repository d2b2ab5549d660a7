"""
question: penalised_loss
caught_by: values

These are the penalties alone. The cost of the data belongs to the sum.
"""


def penalised_loss(model, x, y, cost):
    return sum(model.losses, start=ops.zeros((), dtype=y.dtype))
