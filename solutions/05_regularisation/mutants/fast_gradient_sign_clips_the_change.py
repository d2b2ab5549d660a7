"""
question: fast_gradient_sign
caught_by: values

It is the change that was clipped to the range from 0 to 1, so that pixels only become lighter.
Clip the image.
"""


def fast_gradient_sign(model, x, y, epsilon):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = model(x, training=False)
        cost = ops.mean(ops.sparse_categorical_crossentropy(y, logits, from_logits=True))
    gradient = tape.gradient(cost, x)
    return x + ops.clip(epsilon * ops.sign(gradient), 0, 1)
