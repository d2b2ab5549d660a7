"""
question: relu
caught_by: values

Negative numbers come out positive: this is the absolute value. A ReLU stops them.
"""


def relu(x):
    return ops.abs(x)
