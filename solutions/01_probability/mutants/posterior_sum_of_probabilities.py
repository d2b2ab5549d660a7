"""
question: posterior
caught_by: values

Prior and likelihood were added. Both have to be fulfilled, so Bayes' rule multiplies them.
"""


def posterior(log_prior, log_likelihood):
    total = ops.exp(log_prior) + ops.exp(log_likelihood)
    return total / ops.sum(total, axis=-1, keepdims=True)
