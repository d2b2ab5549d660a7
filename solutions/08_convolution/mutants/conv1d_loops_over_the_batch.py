"""
question: conv1d
caught_by: unknown batch size

The samples are counted by `x.shape[0]`. While `fit` traces a model this is None; matrix products
work on all samples at once, however many there are.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    samples = []
    for n in range(x.shape[0]):
        samples.append(sum(ops.matmul(padded[n, a : a + time], kernel[a]) for a in range(window)))
    return ops.stack(samples)
