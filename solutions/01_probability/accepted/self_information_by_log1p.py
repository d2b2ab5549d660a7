"""
question: self_information

By log1p of the odds against the outcome: 1 / p = 1 + (1 - p) / p.
"""


def self_information(p):
    return ops.log1p((1 - p) / p)
