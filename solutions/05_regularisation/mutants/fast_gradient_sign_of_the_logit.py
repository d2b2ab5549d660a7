"""
question: fast_gradient_sign
caught_by: values

What you lower is the logit of class `y`, and that is not the cost: it matters what the other
logits do meanwhile.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        chosen = ops.one_hot(y, logits.shape[-1], dtype=logits.dtype) * logits
        cost = -ops.sum(chosen)
    gradient = tape.gradient(cost, x)
    return ops.clip(x + epsilon * ops.sign(gradient), 0, 1)
