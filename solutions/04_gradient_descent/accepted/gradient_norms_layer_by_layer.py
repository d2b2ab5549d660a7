"""
question: gradient_norms

A persistent tape, asked for each layer by itself; a missing gradient is skipped.
"""


def gradient_norms(model, x, y):
    with tf.GradientTape(persistent=True) as tape:
        y_pred = model(x, training=False)
        loss = model.compute_loss(x, y, y_pred)
    norms = []
    for layer in model.layers:
        if len(layer.trainable_variables) > 0:
            squared = 0.0
            for gradient in tape.gradient(loss, layer.trainable_variables):
                if gradient is not None:
                    squared += float(ops.sum(ops.square(gradient)))
            norms.append(squared**0.5)
    return norms
