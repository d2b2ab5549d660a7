"""
question: gradient_norms
caught_by: no path to the cost

A layer that gets no gradient at all is missing from the list. It is the one to worry about: its
norm is 0.
"""


def gradient_norms(model, x, y):
    with tf.GradientTape(persistent=True) as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    norms = []
    for layer in model.layers:
        gradients = [g for g in tape.gradient(loss, layer.trainable_weights) if g is not None]
        if gradients:
            norms.append(float(tf.linalg.global_norm(gradients)))
    return np.array(norms)
