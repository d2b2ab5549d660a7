"""
question: modulated_relu
caught_by: gradient at 0

At 0 both halves count, and the slope there is 1 + α: in `ops.maximum(x, 0)` and in
`ops.minimum(x, 0)` TensorFlow gives a tie to the first argument, x. Put every element on one
side.
"""


def modulated_relu(x, alpha):
    return ops.maximum(x, 0) + alpha * ops.minimum(x, 0)
