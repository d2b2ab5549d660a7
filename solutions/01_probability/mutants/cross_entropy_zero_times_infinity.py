"""
question: cross_entropy
caught_by: outcomes that never happen

Where p and q are both 0, 0 · log(0) is NaN. An outcome that never happens costs nothing: give the
logarithm another argument there.
"""


def cross_entropy(p, q):
    return -ops.sum(p * ops.log(q), axis=-1)
