"""
question: relu
caught_by: values

The result is float32 for a float64 input. Functions of this course keep the dtype that they are
given.
"""


def relu(x):
    return ops.cast(ops.where(x > 0, x, ops.zeros_like(x)), "float32")
