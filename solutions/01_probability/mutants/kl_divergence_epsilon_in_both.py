"""
question: kl_divergence
caught_by: values

An ε was added to both probabilities. It makes every value a little wrong, and what is believed to
be impossible forgivable. Add nothing: give the logarithms harmless arguments where p is 0.
"""


def kl_divergence(p, q):
    return ops.sum(p * ops.log((p + 1e-7) / (q + 1e-7)), axis=-1)
