"""
question: modulated_relu

A ReLU, and α times what the ReLU has stopped.
"""


def modulated_relu(x, alpha):
    positive = ops.relu(x)
    return positive + alpha * (x - positive)
