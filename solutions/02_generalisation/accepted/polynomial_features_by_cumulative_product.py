"""
question: polynomial_features

A cumulative product along the columns, with `keras.ops`; a tensor comes back.
"""


def polynomial_features(x, degree):
    from keras import ops

    column = ops.convert_to_tensor(x)[:, None]
    factors = [ops.ones_like(column)] + [column] * degree
    return ops.cumprod(ops.concatenate(factors, axis=1), axis=1)
