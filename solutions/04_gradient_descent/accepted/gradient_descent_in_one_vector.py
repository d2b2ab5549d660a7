"""
question: gradient_descent

All parameters in one long vector; its step is one subtraction. The costs come as an array.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    sizes = [int(np.prod(parameter.shape)) for parameter in parameters]

    def unpacked(vector):
        parts = tf.split(vector, sizes)
        return [tf.reshape(part, p.shape) for part, p in zip(parts, parameters, strict=False)]

    theta = tf.concat([tf.reshape(parameter, [-1]) for parameter in parameters], axis=0)
    costs = np.empty(max_steps)
    for step in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(unpacked(theta), inputs, targets)
        costs[step] = value
        if costs[step] < threshold or np.isnan(costs[step]) or np.isinf(costs[step]):
            return unpacked(theta), costs[: step + 1]
        theta = theta - learning_rate * tape.gradient(value, theta)
    return unpacked(theta), costs
