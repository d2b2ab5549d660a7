"""
question: self_information
caught_by: values

The logarithm to base 10 was used. In nats it is the natural one.
"""


def self_information(p):
    return -ops.log10(p)
