"""
question: sigmoid
caught_by: no overflow

This is e^z / (1 + e^z) as it stands. For large z both exponentials are infinite, and ∞ / ∞ is
NaN. What is the same fraction after division by e^z, and where is that one safe?
"""


def sigmoid(logits):
    return ops.exp(logits) / (1 + ops.exp(logits))
