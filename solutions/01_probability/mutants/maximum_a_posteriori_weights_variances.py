"""
question: maximum_a_posteriori_weights
caught_by: values

The two precisions were taken for variances, so that λ came out upside down. A precision is 1 /
variance: λ = α / β.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = noise_precision / prior_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
