"""
question: self_information
caught_by: values

This is the information of the opposite, of the outcome *not* happening.
"""


def self_information(p):
    return -ops.log(1 - p)
