"""
question: relu
caught_by: values

Every element was compared with the mean of all. The bound is 0, for each element by itself.
"""


def relu(x):
    return ops.where(x > ops.mean(x), x, ops.zeros_like(x))
