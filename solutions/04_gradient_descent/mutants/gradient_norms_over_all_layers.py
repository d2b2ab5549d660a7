"""
question: gradient_norms
caught_by: norms

This is one norm over all layers. It hides just what is to be seen: a large gradient in the last
layer, and none in the first. Return one norm for each layer.
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
    return np.array([float(tf.linalg.global_norm(tf.nest.flatten(gradients)))])
