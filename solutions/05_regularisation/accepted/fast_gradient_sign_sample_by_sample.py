"""
question: fast_gradient_sign

One image after another, by its log-probability, in NumPy outside of the tape.
"""


def fast_gradient_sign(model, x, y, epsilon):
    result = np.array(x)
    for row, label in enumerate(np.array(y)):
        image = tf.convert_to_tensor(result[row : row + 1])
        with tf.GradientTape() as tape:
            tape.watch(image)
            log_probability = ops.log_softmax(model(image, training=False))[0, int(label)]
        slope = np.sign(tape.gradient(log_probability, image))
        result[row : row + 1] = np.clip(image - epsilon * slope, 0, 1)
    return result
