"""
question: self_information
caught_by: impossible outcomes

What never happens has no information here. The rarer, the more surprising: at p = 0 that is
infinite.
"""


def self_information(p):
    return -ops.log(ops.where(p > 0, p, 1))
