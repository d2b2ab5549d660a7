"""
question: posterior
caught_by: values

These are likelihood times prior. They are in the right proportions, but Bayes' rule divides by
their sum, P(d).
"""


def posterior(log_prior, log_likelihood):
    return ops.exp(log_prior + log_likelihood)
