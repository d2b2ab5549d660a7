"""
question: posterior

The logarithm of the evidence subtracted, in NumPy.
"""


def posterior(log_prior, log_likelihood):
    log_joint = np.asarray(log_prior) + np.asarray(log_likelihood)
    log_evidence = np.logaddexp.reduce(log_joint, axis=-1, keepdims=True)
    return np.exp(log_joint - log_evidence)
