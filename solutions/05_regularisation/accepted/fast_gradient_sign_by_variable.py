"""
question: fast_gradient_sign

A variable for the images, a sum for the mean, and comparisons for the sign.
"""


def fast_gradient_sign(model, x, y, epsilon):
    images = tf.Variable(x)
    with tf.GradientTape() as tape:
        logits = model(images, training=False)
        cost = tf.reduce_sum(
            tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
        )
    slope = tape.gradient(cost, images)
    up, down = ops.cast(slope > 0, x.dtype), ops.cast(slope < 0, x.dtype)
    return ops.minimum(ops.maximum(images + epsilon * (up - down), 0), 1)
