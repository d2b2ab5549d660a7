"""
question: maximum_a_posteriori_weights

The dual form: a system with one equation for each sample instead of one for each weight.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    x, y = ops.convert_to_tensor(x), ops.convert_to_tensor(y)
    samples = x.shape[0]
    identity = ops.eye(samples, dtype=x.dtype)
    covariance = ops.matmul(x, ops.transpose(x)) / prior_precision + identity / noise_precision
    return ops.matmul(ops.transpose(x), ops.solve(covariance, y[:, None]))[:, 0] / prior_precision
