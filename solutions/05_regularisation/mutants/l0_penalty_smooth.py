"""
question: l0_penalty
caught_by: values

This is a smooth function that comes near to the count, and it is wrong where weights are small.
What is asked for is the count itself, with its jumps and its gradient of 0.
"""


def l0_penalty(weights):
    return ops.sum(ops.square(weights) / (ops.square(weights) + 1e-6))
