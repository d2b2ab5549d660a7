"""
question: gradient_norms
caught_by: what the model is trained for

The penalties that layers ask for, such as `kernel_regularizer`, are missing from the cost: that is
`model.loss`. `model.compute_loss` adds them.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.trainable_weights]
    with tf.GradientTape() as tape:
        loss = model.loss(y, model(x, training=False))
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in layers])

    norms = []
    for of_layer in gradients:
        squares = [ops.sum(ops.square(g)) for g in of_layer if g is not None]
        norms.append(np.sqrt(float(sum(squares))))
    return np.array(norms)
