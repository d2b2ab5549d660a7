"""
question: gradient_norms
caught_by: norms

The weights moved. Only measure the gradients, and do not apply them.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.trainable_weights]
    with tf.GradientTape() as tape:
        cost = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    slopes = tape.gradient(cost, [layer.trainable_weights for layer in layers])
    for layer, part in zip(layers, slopes):
        for weight, g in zip(layer.trainable_weights, part):
            if g is not None:
                weight.assign_sub(0.1 * g)
    squares = [sum(np.sum(np.square(g)) for g in part if g is not None) for part in slopes]
    return np.sqrt(np.array(squares, "float64"))
