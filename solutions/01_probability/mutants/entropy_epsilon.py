"""
question: entropy
caught_by: values

A small number was added inside the logarithm, and every term is a little wrong. Only a p of
exactly 0 needs care, and only its logarithm.
"""


def entropy(p):
    return -ops.sum(p * ops.log(p + keras.backend.epsilon()), axis=-1)
