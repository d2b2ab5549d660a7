"""
question: gaussian_maximum_likelihood

E[x²] - E[x]², safe because the first sample is subtracted before.
"""


def gaussian_maximum_likelihood(x):
    shifted = x - x[0]
    mean = ops.mean(shifted)
    return x[0] + mean, ops.mean(ops.square(shifted)) - ops.square(mean)
