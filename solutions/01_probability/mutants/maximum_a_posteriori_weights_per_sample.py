"""
question: maximum_a_posteriori_weights
caught_by: values

The prior was counted once for each sample. It is there once, however many samples there are.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    strength = x.shape[0] * prior_precision / noise_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:, 0]
