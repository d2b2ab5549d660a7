"""
question: conditional
caught_by: values

The entries were divided by the largest of them. Divide by their sum, so that they sum to 1.
"""


def conditional(joint, axis):
    largest = ops.max(joint, axis=axis, keepdims=True)
    return joint / ops.where(largest > 0, largest, 1)
