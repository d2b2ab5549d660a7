"""
question: posterior
caught_by: values

The prior was left out: this is right only if all hypotheses were equally likely before. Bayes'
rule multiplies likelihood and prior.
"""


def posterior(log_prior, log_likelihood):
    return ops.softmax(log_likelihood, axis=-1)
