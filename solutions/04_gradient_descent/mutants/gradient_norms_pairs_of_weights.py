"""
question: gradient_norms
caught_by: special layers

The weights are taken two by two, as if every layer had a kernel and a bias. Ask each layer for its
own `trainable_weights`.
"""


def gradient_norms(model, x, y):
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    gradients = tape.gradient(loss, model.trainable_weights)
    squares = [0.0 if g is None else float(ops.sum(ops.square(g))) for g in gradients]
    return np.array([np.sqrt(sum(squares[k : k + 2])) for k in range(0, len(squares), 2)])
