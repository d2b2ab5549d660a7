"""
question: posterior
caught_by: impossible hypotheses

-inf was replaced by a large negative number. With enough data, what is possible has a logarithm
below any such number. Subtract the largest, which is finite, and e^-inf is 0 by itself.
"""


def posterior(log_prior, log_likelihood):
    score = ops.maximum(log_prior, -1e9) + ops.maximum(log_likelihood, -1e9)
    weights = ops.exp(score - ops.max(score, axis=-1, keepdims=True))
    return weights / ops.sum(weights, axis=-1, keepdims=True)
