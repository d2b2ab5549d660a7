"""
question: relu
caught_by: values

Large numbers are cut off at 6. A ReLU has no upper limit: that is why it does not saturate.
"""


def relu(x):
    return ops.where(x > 0, ops.minimum(x, 6.0), ops.zeros_like(x))
