"""
question: maximum_a_posteriori_weights
caught_by: values

The prior's precision was taken for its variance. A *large* α means that weights far from 0 are
unlikely.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = 1 / (prior_precision * noise_precision)
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
