"""
question: is_healthy

By Keras's operations, which round the bounds to float32 before they compare.
"""


def is_healthy(norms):
    norms = ops.convert_to_tensor(norms)
    inside = ops.logical_and(ops.greater(norms, VANISHING), ops.less(norms, EXPLODING))
    return bool(ops.all(inside))
