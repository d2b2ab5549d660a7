"""
question: gradient_norms
caught_by: norms

The gradient was taken of parts of the batch, and the norms were averaged. J is the cost of the
batch all at once: its gradient is a mean, and the norm of a mean is not the mean of the norms.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.trainable_weights]
    found = []
    for start in range(0, len(x), 32):
        inputs, targets = x[start : start + 32], y[start : start + 32]
        with tf.GradientTape() as tape:
            outputs = model(inputs, training=False)
            cost = model.compute_loss(x=inputs, y=targets, y_pred=outputs)
        slopes = tape.gradient(cost, [layer.trainable_weights for layer in layers])
        squares = [sum(np.sum(np.square(g)) for g in part if g is not None) for part in slopes]
        found.append(np.sqrt(np.array(squares)))
    return np.mean(found, axis=0)
