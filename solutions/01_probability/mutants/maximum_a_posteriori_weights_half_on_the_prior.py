"""
question: maximum_a_posteriori_weights
caught_by: values

The prior counts half. Both terms have a factor ½, and both lose it when they are differentiated:
λ is α / β.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    penalty = prior_precision / (2 * noise_precision)
    system = ops.transpose(x) @ x + penalty * ops.eye(x.shape[1], dtype=x.dtype)
    return ops.solve(system, ops.transpose(x) @ y[:, None])[:, 0]
