"""
question: self_information

Bits, converted to nats.
"""


def self_information(p):
    return ops.log2(1 / p) * math.log(2)
