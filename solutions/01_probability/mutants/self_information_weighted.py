"""
question: self_information
caught_by: values

This is -p log p, what the outcome adds to an *entropy*. The information of the outcome, once it
has happened, is not weighted.
"""


def self_information(p):
    return -p * ops.log(p)
