"""
question: posterior
caught_by: 1,000 observations

The exponentials are taken before anything is subtracted. The likelihood of 1,000 observations is 0
in floating point, so that Bayes' rule gives 0/0. Which number may be subtracted from all
logarithms of a row?
"""


def posterior(log_prior, log_likelihood):
    joint = ops.exp(log_prior) * ops.exp(log_likelihood)
    return joint / ops.sum(joint, axis=-1, keepdims=True)
