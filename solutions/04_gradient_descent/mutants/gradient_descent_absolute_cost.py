"""
question: gradient_descent
caught_by: the threshold

The size of the cost is compared with the threshold, without its sign. A cost may be negative, and
-5 is smaller than 1.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if abs(costs[-1]) < threshold or not np.isfinite(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients, strict=True)]
    return parameters, costs
