"""
question: maximum_a_posteriori_weights
caught_by: values

The squared error was averaged over the samples, and the prior divided by their number, too often
or too seldom. The log-likelihood is a sum over samples.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = prior_precision / (noise_precision * x.shape[0])
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
