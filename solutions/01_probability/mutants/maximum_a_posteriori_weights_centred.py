"""
question: maximum_a_posteriori_weights
caught_by: values

The means of `x` and `y` were subtracted first, which is a bias in disguise. Use the data as they
are.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    x = x - ops.mean(x, axis=0)
    y = y - ops.mean(y)
    transposed = ops.transpose(x)
    strength = prior_precision / noise_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
