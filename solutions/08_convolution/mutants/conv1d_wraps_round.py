"""
question: conv1d
caught_by: values

At the ends the window goes on at the other end of the signal, as `roll` does. Beyond the border
there are zeros.
"""


def conv1d(x, kernel):
    window = kernel.shape[0]
    before = (window - 1) // 2
    return sum(ops.matmul(ops.roll(x, before - a, axis=1), kernel[a]) for a in range(window))
