"""
question: maximum_a_posteriori_weights
caught_by: values

The noise's precision was taken for its variance. Where the noise is small, β is large, and the
prior counts for *less*.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = prior_precision * noise_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
