"""
question: self_information
caught_by: rare outcomes

Probabilities below 10⁻⁷ were raised to it, so that one in a million million surprises no more than
one in ten million. Take the logarithm of p as it is.
"""


def self_information(p):
    return -ops.log(ops.clip(p, 1e-7, 1.0))
