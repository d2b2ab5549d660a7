"""
question: is_independent
caught_by: uncorrelated but dependent

This asks whether the variables are correlated. A covariance of 0 only says that there is no
*linear* relation: y = x² has none, and still x determines y.
"""


def is_independent(joint, tolerance):
    x = ops.arange(joint.shape[0], dtype=joint.dtype)[:, None]
    y = ops.arange(joint.shape[1], dtype=joint.dtype)
    x = x - ops.sum(joint * x)
    y = y - ops.sum(joint * y)
    return bool(ops.abs(ops.sum(joint * x * y)) <= tolerance)
