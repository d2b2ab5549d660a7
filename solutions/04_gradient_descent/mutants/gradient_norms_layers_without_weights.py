"""
question: gradient_norms
caught_by: special layers

Layers that have no trainable weights are listed with a norm of 0. That looks like a vanished
gradient; leave them out.
"""


def gradient_norms(model, x, y):
    layers = model.layers
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    weights = [layer.trainable_weights for layer in layers]
    gradients = tape.gradient(loss, weights)
    gradients = [
        [tf.zeros(w.shape) if g is None else g for w, g in zip(*each, strict=True)]
        for each in zip(weights, gradients, strict=True)
    ]
    return np.array([float(tf.linalg.global_norm(of_layer)) for of_layer in gradients])
