"""
question: gradient_norms
caught_by: norms

The norms of the samples' gradients were averaged. J is the cost of the batch all at once: its
gradient is a mean, and the norm of a mean is not the mean of the norms.
"""


def gradient_norms(model, x, y):
    layers = [layer for layer in model.layers if layer.trainable_weights]
    found = []
    for n in range(len(x)):
        inputs, targets = x[n : n + 1], y[n : n + 1]
        with tf.GradientTape() as tape:
            outputs = model(inputs, training=False)
            cost = model.compute_loss(x=inputs, y=targets, y_pred=outputs)
        slopes = tape.gradient(cost, [layer.trainable_weights for layer in layers])
        squares = [sum(np.sum(np.square(g)) for g in part if g is not None) for part in slopes]
        found.append(np.sqrt(np.array(squares)))
    return np.mean(found, axis=0)
