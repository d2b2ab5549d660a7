"""
question: self_information
caught_by: values

The information of all outcomes was added up. Each entry of `p` is an outcome of its own: work
elementwise.
"""


def self_information(p):
    return -ops.sum(ops.log(p), axis=-1)
