"""
question: cross_entropy
caught_by: values

Keras's ε, 10⁻⁷, was added inside the logarithm, and every value is a little off. Without it, a q
of 0 costs ∞, which is right, as long as terms with p = 0 are kept out.
"""


def cross_entropy(p, q):
    return -ops.sum(p * ops.log(q + keras.backend.epsilon()), axis=-1)
