"""
question: conv1d
caught_by: unknown batch size

The loop runs over the steps of the signal, so that a signal of a million samples takes a million
turns. A window has few places: take one slice of the signal for each of them.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    outputs = [ops.tensordot(padded[:, i : i + window], kernel, axes=2) for i in range(time)]
    return ops.stack(outputs, axis=1)
