"""
question: gradient_norms
caught_by: no path to the cost

A weight without a path to the cost has the norm NaN. If the cost does not depend on it, its
derivative is 0.
"""


def gradient_norms(model, x, y):
    with tf.GradientTape(persistent=True) as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    norms = []
    for layer in model.layers:
        if layer.trainable_weights:
            gradients = tape.gradient(loss, layer.trainable_weights)
            missing = any(g is None for g in gradients)
            norms.append(np.nan if missing else float(tf.linalg.global_norm(gradients)))
    return np.array(norms)
