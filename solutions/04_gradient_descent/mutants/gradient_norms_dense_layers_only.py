"""
question: gradient_norms
caught_by: special layers

Only layers of the class Dense are measured. Whatever has trainable weights gets a gradient: ask for
those, and not for the kind of layer.
"""


def gradient_norms(model, x, y):
    dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    layers = [layer for layer in dense if layer.trainable_weights]
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in layers])

    norms = []
    for of_layer in gradients:
        squares = [ops.sum(ops.square(g)) for g in of_layer if g is not None]
        norms.append(np.sqrt(float(sum(squares))))
    return np.array(norms)
