"""
question: gradient_descent
caught_by: steps

The parameters move along the gradient, and the cost grows. The gradient points uphill; subtract
it.
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
        parameters = [p + learning_rate * g for p, g in zip(parameters, gradients)]
    return parameters, costs
