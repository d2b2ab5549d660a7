"""
question: posterior
caught_by: values

All entries together were made to sum to 1. Each experiment has a posterior of its own: normalise
along the last axis.
"""


def posterior(log_prior, log_likelihood):
    log_joint = log_prior + log_likelihood
    joint = ops.exp(log_joint - ops.max(log_joint))
    return joint / ops.sum(joint)
