"""
question: gradient_descent
caught_by: steps

Only the first of the parameters moves. All of them belong to θ, the bias as well.
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
        parameters = [parameters[0] - learning_rate * gradients[0], *parameters[1:]]
    return parameters, costs
