"""
question: fast_gradient_sign
caught_by: values

The gradient was divided by its length, so that most pixels move by much less than ε. The sign
moves all of them by ε.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    gradient = gradient / ops.sqrt(ops.sum(gradient**2))
    return ops.clip(x + epsilon * gradient, 0, 1)
