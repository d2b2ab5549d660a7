"""
question: kl_divergence
caught_by: values

Both distributions were compared with their average (the Jensen–Shannon divergence). That is
symmetric and never infinite; what is asked for is neither.
"""


def kl_divergence(p, q):
    def one_way(a, b):
        happens = a > 0
        log_ratio = ops.log(ops.where(happens, a, 1)) - ops.log(ops.where(happens, b, 1))
        return ops.sum(a * log_ratio, axis=-1)

    middle = (p + q) / 2
    return (one_way(p, middle) + one_way(q, middle)) / 2
