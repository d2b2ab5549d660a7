"""
question: maximum_a_posteriori_weights
caught_by: values

The result is a column, `(features, 1)`. Return a vector, `(features,)`.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = prior_precision / noise_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))
