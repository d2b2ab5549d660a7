"""
question: relu
caught_by: gradient at 0

|x| was written as a root, √(x²). Its value is right, but at 0 its slope is 0 / 0, NaN, and a
single zero in a batch spoils the gradient of all weights. Decide by a condition on x instead.
"""


def relu(x):
    return (x + ops.sqrt(ops.square(x))) / 2
