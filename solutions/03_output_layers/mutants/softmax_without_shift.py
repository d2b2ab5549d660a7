"""
question: softmax
caught_by: no overflow

The exponentials are taken of the logits as they are. e^1000 is infinite and e^-1000 is 0, so the
division gives NaN. Which number may be subtracted from a row without changing its softmax?
"""


def softmax(logits):
    exponentials = ops.exp(logits)
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
