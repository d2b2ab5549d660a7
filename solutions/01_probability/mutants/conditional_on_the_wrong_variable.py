"""
question: conditional
caught_by: values

This is the distribution given the variable on `axis`: P(x | y) in the place of P(y | x). The
result has to sum to 1 along `axis`.
"""


def conditional(joint, axis):
    others = tuple(each for each in range(len(joint.shape)) if each != axis)
    given = ops.sum(joint, axis=others, keepdims=True)
    return joint / ops.where(given > 0, given, 1)
