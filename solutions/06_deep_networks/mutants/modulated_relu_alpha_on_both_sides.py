"""
question: modulated_relu
caught_by: values

αx is added on the right too, where the slope becomes 1 + α. On the right it is 1.
"""


def modulated_relu(x, alpha):
    return ops.relu(x) + alpha * x
