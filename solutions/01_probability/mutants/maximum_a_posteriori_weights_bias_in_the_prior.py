"""
question: maximum_a_posteriori_weights
caught_by: values

A column of ones was added, a weight of it fitted (under the prior, as if it were like the others),
and then dropped. The model of this task has no bias.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    x = ops.concatenate([x, ops.ones_like(x[:, :1])], axis=1)
    transposed = ops.transpose(x)
    strength = prior_precision / noise_precision
    curvature = ops.matmul(transposed, x) + strength * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature, ops.matmul(transposed, y[:, None]))[:-1, 0]
