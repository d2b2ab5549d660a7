"""
question: l0_penalty
caught_by: flat, with jumps

The count is right, but the gradient is that of another penalty. The gradient of a count is 0
wherever no weight is 0; this is what makes L0 useless for gradient descent.
"""


def l0_penalty(weights):
    count = ops.sum(ops.cast(ops.not_equal(weights, 0), weights.dtype))
    size = ops.sum(ops.abs(weights))
    return size + ops.stop_gradient(count - size)
