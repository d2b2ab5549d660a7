"""
question: sigmoid
caught_by: values

The result is float32 whatever came in. Constants that are plain Python numbers take the dtype of
the tensor that they meet; a cast, or an array made without a dtype, does not.
"""


def sigmoid(logits):
    return (1 + ops.tanh(ops.cast(logits, "float32") / 2)) / 2
