"""
question: posterior
caught_by: 1,000 observations

A small number was added to avoid 0/0. Where the likelihoods underflow, all beliefs become 0
instead of NaN: subtract the largest logarithm of each row before taking exponentials.
"""


def posterior(log_prior, log_likelihood):
    joint = ops.exp(log_prior + log_likelihood)
    return joint / (ops.sum(joint, axis=-1, keepdims=True) + 1e-30)
