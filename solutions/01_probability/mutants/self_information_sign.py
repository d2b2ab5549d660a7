"""
question: self_information
caught_by: values

The sign is missing: the logarithm of a probability is never positive, and information is never
negative.
"""


def self_information(p):
    return ops.log(p)
