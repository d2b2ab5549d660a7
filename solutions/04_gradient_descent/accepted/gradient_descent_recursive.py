"""
question: gradient_descent

One step, and the rest of the way from there, in a generator.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    def walk(theta):
        while True:
            with tf.GradientTape() as tape:
                tape.watch(theta)
                value = cost(theta, inputs, targets)
            yield theta, float(value)
            gradients = tape.gradient(value, theta)
            theta = [p - learning_rate * g for p, g in zip(theta, gradients, strict=False)]

    theta, costs, path = list(parameters), [], walk(list(parameters))
    for _ in range(max_steps):
        theta, value = next(path)
        costs.append(value)
        if value < threshold or not np.isfinite(value):
            return theta, costs
    return (next(path)[0] if max_steps else theta), costs
