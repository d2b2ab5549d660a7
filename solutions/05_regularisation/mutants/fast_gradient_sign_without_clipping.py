"""
question: fast_gradient_sign
caught_by: values

Some pixels are below 0 or above 1, and no camera takes such an image. Clip them to the range.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return x + epsilon * ops.sign(gradient)
