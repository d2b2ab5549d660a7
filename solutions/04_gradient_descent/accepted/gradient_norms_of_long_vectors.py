"""
question: gradient_norms

All gradients in one list, sorted to their layers by the weights' identity.
"""


def gradient_norms(model, x, y):
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    gradients = tape.gradient(loss, model.trainable_weights)
    by_weight = {
        id(w): np.zeros(w.shape) if g is None else np.array(g)
        for w, g in zip(model.trainable_weights, gradients, strict=False)
    }
    rows = [[by_weight[id(w)].ravel() for w in layer.trainable_weights] for layer in model.layers]
    return np.array([np.linalg.norm(np.concatenate(row)) for row in rows if row])
