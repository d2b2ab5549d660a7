"""
question: posterior
caught_by: values

This is the logarithm of the posterior. The task asks for the probability: one `ops.exp` is
missing.
"""


def posterior(log_prior, log_likelihood):
    log_joint = log_prior + log_likelihood
    return log_joint - ops.logsumexp(log_joint, axis=-1, keepdims=True)
