"""
question: fast_gradient_sign
caught_by: model at rest

The model is frozen (`trainable = False`) and stays so: the next `fit` would train nothing. The
tape needs no such help, as it differentiates by what you ask for.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    model.trainable = False
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
