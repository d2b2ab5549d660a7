"""
question: posterior
caught_by: values

The two logarithms were multiplied. A product of probabilities is a sum of logarithms.
"""


def posterior(log_prior, log_likelihood):
    return ops.softmax(log_prior * log_likelihood, axis=-1)
