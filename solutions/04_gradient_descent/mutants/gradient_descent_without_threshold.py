"""
question: gradient_descent
caught_by: the threshold

The loop always runs to `max_steps`: the cost is never compared with the threshold.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if not np.isfinite(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]
    return parameters, costs
