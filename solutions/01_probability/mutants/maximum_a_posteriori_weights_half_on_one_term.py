"""
question: maximum_a_posteriori_weights
caught_by: values

The ½ stands before one of the two terms only, so that λ is twice too large. Both logarithms of a
Gaussian have it.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = 2 * prior_precision / noise_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
