"""
question: gradient_norms
caught_by: special layers

Frozen layers have a norm too. Nothing in them is to be trained: leave them out.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.weights]
    weights = [[weight.value for weight in layer.weights] for layer in layers]
    with tf.GradientTape() as tape:
        tape.watch(weights)
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    gradients = tape.gradient(loss, weights)
    gradients = [
        [tf.zeros(w.shape) if g is None else g for w, g in zip(*each, strict=True)]
        for each in zip(weights, gradients, strict=True)
    ]
    return np.array([float(tf.linalg.global_norm(of_layer)) for of_layer in gradients])
