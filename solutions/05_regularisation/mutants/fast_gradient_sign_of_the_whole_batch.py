"""
question: fast_gradient_sign
caught_by: values

All images are moved alike, by the sign of the mean gradient. Each image has a gradient of its
own.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    gradient = ops.mean(gradient, axis=0, keepdims=True)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
