"""
question: self_information
caught_by: values

1 - p is small where p is large, but it does not add up: two independent outcomes would not have
the information of both.
"""


def self_information(p):
    return 1 - p
