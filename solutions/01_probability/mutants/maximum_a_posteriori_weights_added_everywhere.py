"""
question: maximum_a_posteriori_weights
caught_by: values

λ was added to every entry of the matrix. The prior makes the weights independent of each other: it
stands on the diagonal only.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    transposed = ops.transpose(x)
    curvature = ops.matmul(transposed, x) + prior_precision / noise_precision
    rounding = 1e-9 * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(curvature + rounding, ops.matmul(transposed, y[:, None]))[:, 0]
