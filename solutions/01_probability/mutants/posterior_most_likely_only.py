"""
question: posterior
caught_by: values

The most probable hypothesis gets everything. The others are still possible, and the posterior says
how much.
"""


def posterior(log_prior, log_likelihood):
    log_joint = log_prior + log_likelihood
    largest = ops.max(log_joint, axis=-1, keepdims=True)
    return ops.cast(log_joint == largest, log_joint.dtype)
