"""
question: fast_gradient_sign
caught_by: model at rest

The model was called in training mode: dropout made the gradient a random one, and batch
normalisation has learnt from the attack.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=True)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
