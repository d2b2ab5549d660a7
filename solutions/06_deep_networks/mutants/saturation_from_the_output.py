"""
question: saturation
caught_by: values

This is u(1 − u) for the output u. The formula holds for the sigmoid alone; the task is about any
activation.
"""


def saturation(activation, x):
    output = activation(x)
    return output * (1 - output)
