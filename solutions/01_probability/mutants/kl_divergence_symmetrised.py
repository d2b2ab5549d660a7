"""
question: kl_divergence
caught_by: values

This is the mean of KL(p, q) and KL(q, p). The divergence itself is not symmetric, and what it says
depends on which distribution is true.
"""


def kl_divergence(p, q):
    def one_way(p, q):
        happens = p > 0
        log_ratio = ops.log(ops.where(happens, p, 1)) - ops.log(ops.where(happens, q, 1))
        return ops.sum(p * log_ratio, axis=-1)

    return (one_way(p, q) + one_way(q, p)) / 2
