"""
question: fast_gradient_sign
caught_by: values

The gradient is that by the weights of the network, and it is the same for every image.
Differentiate by the images.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = ops.mean(tape.gradient(cost, model.trainable_variables[0]), axis=1)
    gradient = ops.reshape(gradient, (1, *x.shape[1:]))
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
