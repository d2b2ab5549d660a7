"""
question: posterior
caught_by: values

The probability of the prior was added to the log-likelihood. Both have to be logarithms, as
`log_prior` already is.
"""


def posterior(log_prior, log_likelihood):
    return ops.softmax(ops.exp(log_prior) + log_likelihood, axis=-1)
