"""
question: conditional
caught_by: chain rule

The sums get their axis back as if there were two variables. With more of them the axis of length 1
has to stand where the summed one stood: `keepdims=True` puts it there.
"""


def conditional(joint, axis):
    given = ops.sum(joint, axis=axis)
    given = ops.where(given > 0, given, 1)
    return joint / (given[:, None] if axis == 1 else given)
