"""
question: gradient_norms
caught_by: what the model is trained for

The cost is the mean squared error, whatever was given to `compile`. `model.compute_loss` knows
the loss of this model.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.trainable_weights]
    with tf.GradientTape() as tape:
        loss = ops.mean(ops.square(model(x, training=False) - y))
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in layers])

    norms = []
    for of_layer in gradients:
        squares = [ops.sum(ops.square(g)) for g in of_layer if g is not None]
        norms.append(np.sqrt(float(sum(squares))))
    return np.array(norms)
