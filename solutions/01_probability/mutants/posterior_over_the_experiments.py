"""
question: posterior
caught_by: values

The beliefs were normalised over the experiments (axis 0). In each experiment one of the hypotheses
is true, so they sum to 1 along the last axis.
"""


def posterior(log_prior, log_likelihood):
    log_joint = log_prior + log_likelihood
    finite = ops.maximum(log_joint, -1e9)
    return ops.softmax(finite, axis=0)
