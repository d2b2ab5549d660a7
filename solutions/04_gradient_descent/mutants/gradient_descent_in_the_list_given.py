"""
question: gradient_descent
caught_by: steps

The caller's list of parameters was changed: its entries were replaced. Make a new list, so that
whoever calls you keeps the starting point.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold or not np.isfinite(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        for position, g in enumerate(gradients):
            parameters[position] = parameters[position] - learning_rate * g
    return parameters, costs
