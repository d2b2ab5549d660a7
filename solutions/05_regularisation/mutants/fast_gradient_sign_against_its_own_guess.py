"""
question: fast_gradient_sign
caught_by: values

The attack is on the class that the network holds to be the likeliest. Here it should be on `y`,
right or wrong.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        guess = ops.argmax(logits, axis=-1)
        cost = ops.mean(ops.sparse_categorical_crossentropy(guess, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
