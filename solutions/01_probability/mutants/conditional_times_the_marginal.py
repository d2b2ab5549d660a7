"""
question: conditional
caught_by: values

The table was multiplied by the marginal. The chain rule says P(x, y) = P(y | x) P(x): solve it for
P(y | x).
"""


def conditional(joint, axis):
    return joint * ops.sum(joint, axis=axis, keepdims=True)
