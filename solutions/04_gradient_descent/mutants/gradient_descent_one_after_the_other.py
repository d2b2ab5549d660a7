"""
question: gradient_descent
caught_by: steps

Each parameter is moved before the next one's gradient is computed, so that the later gradients
are taken in another place. Compute all gradients at the old parameters, then move them all.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    parameters = list(parameters)
    costs = []
    for _ in range(max_steps):
        costs.append(float(cost(parameters, inputs, targets)))
        if costs[-1] < threshold or not np.isfinite(costs[-1]):
            break
        for position in range(len(parameters)):
            with tf.GradientTape() as tape:
                tape.watch(parameters)
                value = cost(parameters, inputs, targets)
            gradient = tape.gradient(value, parameters)[position]
            parameters[position] = parameters[position] - learning_rate * gradient
    return parameters, costs
