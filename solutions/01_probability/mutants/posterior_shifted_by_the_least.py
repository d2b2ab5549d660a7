"""
question: posterior
caught_by: impossible hypotheses

The least number, or the mean, was subtracted. Where one hypothesis is impossible, either of them
is -inf, and what lies far above it overflows. Subtract the largest: then no exponential exceeds 1.
"""


def posterior(log_prior, log_likelihood):
    score = log_prior + log_likelihood
    weights = ops.exp(score - ops.min(score, axis=-1, keepdims=True))
    return weights / ops.sum(weights, axis=-1, keepdims=True)
