"""
question: self_information
caught_by: values

This is measured in bits: log2 was used. One nat is 1.44 bits; use the natural logarithm.
"""


def self_information(p):
    return -ops.log2(p)
