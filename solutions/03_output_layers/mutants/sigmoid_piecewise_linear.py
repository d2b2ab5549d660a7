"""
question: sigmoid
caught_by: values

These are straight lines with corners, the "hard" sigmoid that Keras has for small devices. The
sigmoid itself bends smoothly and reaches neither 0 nor 1.
"""


def sigmoid(logits):
    return ops.clip(logits / 6 + 0.5, 0.0, 1.0)
