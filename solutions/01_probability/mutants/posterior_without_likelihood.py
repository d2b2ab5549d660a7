"""
question: posterior
caught_by: values

This is the prior, repeated. The data have to change what is believed.
"""


def posterior(log_prior, log_likelihood):
    return ops.softmax(log_prior + ops.zeros_like(log_likelihood), axis=-1)
