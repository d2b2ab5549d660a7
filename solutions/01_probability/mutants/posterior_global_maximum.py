"""
question: posterior
caught_by: 1,000 observations

The largest logarithm of all experiments was subtracted from every row. An experiment with much
more data lies far below it and still becomes 0/0: each row needs its own maximum.
"""


def posterior(log_prior, log_likelihood):
    log_joint = log_prior + log_likelihood
    joint = ops.exp(log_joint - ops.max(log_joint))
    return joint / ops.sum(joint, axis=-1, keepdims=True)
