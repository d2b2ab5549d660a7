"""
question: sigmoid
caught_by: saturated gradient

`ops.where` chooses the right value, but both branches are computed and both are differentiated,
and 0 times the infinite derivative of the branch that was not taken is NaN. Make the exponent
harmless before the exponential is taken.
"""


def sigmoid(logits):
    growth = ops.exp(logits)
    return ops.where(logits >= 0, 1 / (1 + ops.exp(-logits)), growth / (1 + growth))
