"""
question: conditional
caught_by: values

The sums run over the last axis, whatever `axis` says.
"""


def conditional(joint, axis):
    given = ops.sum(joint, axis=-1, keepdims=True)
    return joint / ops.where(given > 0, given, 1)
