"""
question: fast_gradient_sign
caught_by: values

The cost takes the logits for probabilities.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits))
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
