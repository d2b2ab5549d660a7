"""
question: modulated_relu
caught_by: values

On the left this bends towards −α, which is the ELU. The modulated ReLU is a straight line there.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, alpha * (ops.exp(ops.minimum(x, 0)) - 1))
