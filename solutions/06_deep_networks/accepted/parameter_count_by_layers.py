"""
question: parameter_count

The shapes of kernels and biases, as symbolic tensors that hold no numbers.
"""

import math


def parameter_count(sizes):
    total = 0
    for position in range(1, len(sizes)):
        kernel = keras.KerasTensor((sizes[position - 1], sizes[position]))
        bias = keras.KerasTensor((sizes[position],))
        total += sum(math.prod(weight.shape) for weight in (kernel, bias))
    return total
