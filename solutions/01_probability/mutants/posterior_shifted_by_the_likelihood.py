"""
question: posterior
caught_by: impossible hypotheses

What is subtracted is the largest log-likelihood. Where the prior rules that hypothesis out, nothing
is left of the others: add the log-prior first, and subtract the largest sum.
"""


def posterior(log_prior, log_likelihood):
    shifted = log_likelihood - ops.max(log_likelihood, axis=-1, keepdims=True)
    joint = ops.exp(log_prior) * ops.exp(shifted)
    return joint / ops.sum(joint, axis=-1, keepdims=True)
