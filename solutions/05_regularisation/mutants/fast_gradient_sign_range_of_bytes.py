"""
question: fast_gradient_sign
caught_by: values

The pixels were clipped to the range from 0 to 255. Here they go from 0 to 1.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 255)
