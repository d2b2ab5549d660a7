"""
question: conditional
caught_by: values

The table was divided by the sum of all its entries, which is 1, so nothing changed. Divide each
row (or column) by its own sum.
"""


def conditional(joint, axis):
    return joint / ops.sum(joint)
