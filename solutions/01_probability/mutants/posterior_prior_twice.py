"""
question: posterior
caught_by: values

The prior was counted twice. It enters Bayes' rule once, whatever the number of observations.
"""


def posterior(log_prior, log_likelihood):
    return ops.softmax(2 * log_prior + log_likelihood, axis=-1)
