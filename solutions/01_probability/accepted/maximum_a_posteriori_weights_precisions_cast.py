"""
question: maximum_a_posteriori_weights

TensorFlow's functions, with both precisions cast to the dtype of x.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    prior, noise = tf.cast(prior_precision, x.dtype), tf.cast(noise_precision, x.dtype)
    curvature = noise * tf.matmul(x, x, transpose_a=True) + prior * tf.eye(
        x.shape[1], dtype=x.dtype
    )
    pull = noise * tf.linalg.matvec(x, y, transpose_a=True)
    return tf.linalg.solve(curvature, pull[:, None])[:, 0]
