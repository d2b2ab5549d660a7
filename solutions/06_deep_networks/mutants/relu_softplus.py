"""
question: relu
caught_by: values

This is log(1 + eˣ), a smooth relative of the ReLU without a corner. It is above 0 everywhere,
also for negative x.
"""


def relu(x):
    return ops.logaddexp(x, ops.zeros_like(x))
