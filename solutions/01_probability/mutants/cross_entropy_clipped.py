"""
question: cross_entropy
caught_by: rare and impossible in belief

q was clipped to at least 10⁻⁷, as Keras's own loss does for the sake of training. The cost of an
outcome rarer than that is wrong then, and that of an impossible one finite.
"""


def cross_entropy(p, q):
    return -ops.sum(p * ops.log(ops.clip(q, 1e-7, 1.0)), axis=-1)
