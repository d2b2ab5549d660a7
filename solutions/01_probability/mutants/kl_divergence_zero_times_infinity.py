"""
question: kl_divergence
caught_by: outcomes that never happen

Where p is 0, 0 · log(0 / q) is NaN. Such an outcome never happens, so its term is 0: give the
logarithms other arguments there.
"""


def kl_divergence(p, q):
    return ops.sum(p * ops.log(p / q), axis=-1)
