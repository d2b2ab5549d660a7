"""
question: posterior

Keras's own softmax of the log-joint.
"""


def posterior(log_prior, log_likelihood):
    return ops.softmax(log_prior + log_likelihood, axis=-1)
