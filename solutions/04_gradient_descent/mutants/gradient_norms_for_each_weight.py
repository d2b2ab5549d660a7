"""
question: gradient_norms
caught_by: norms

There is a norm for each weight, kernel and bias apart. Put all weights of a layer into one.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.trainable_weights]
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    weights = [layer.trainable_weights for layer in layers]
    gradients = tape.gradient(loss, weights)
    gradients = [
        [tf.zeros(w.shape) if g is None else g for w, g in zip(*each, strict=True)]
        for each in zip(weights, gradients, strict=True)
    ]
    return np.array([float(tf.norm(g)) for g in tf.nest.flatten(gradients)])
