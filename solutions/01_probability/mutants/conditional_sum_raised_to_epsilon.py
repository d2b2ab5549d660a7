"""
question: conditional
caught_by: unlikely values

Sums below an ε were replaced by it. That avoids the 0/0, but where something hardly ever happens
the result no longer sums to 1. Replace only a sum that is 0.
"""


def conditional(joint, axis):
    total = ops.sum(joint, axis=axis, keepdims=True)
    return joint / ops.maximum(total, 1e-7)
