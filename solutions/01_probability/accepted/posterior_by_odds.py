"""
question: posterior

From the odds of the pairs: 1 / p is the sum of all odds against the hypothesis.
"""


def posterior(log_prior, log_likelihood):
    log_joint = log_prior + log_likelihood
    possible = log_joint > float("-inf")
    finite = ops.where(possible, log_joint, 0)
    log_odds = log_joint[..., None, :] - finite[..., :, None]
    odds = ops.exp(ops.minimum(log_odds, 80.0))
    return ops.where(possible, 1 / ops.sum(odds, axis=-1), ops.zeros_like(finite))
