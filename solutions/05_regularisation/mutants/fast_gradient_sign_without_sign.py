"""
question: fast_gradient_sign
caught_by: values

The pixels move by ε times the gradient, which is hardly at all. Each should go the whole way:
take the sign.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * gradient, 0, 1)
