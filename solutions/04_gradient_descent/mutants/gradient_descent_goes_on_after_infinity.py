"""
question: gradient_descent
caught_by: divergence

The loop stops at NaN, but not at an infinite cost. That is no less hopeless.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold or np.isnan(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]
    return parameters, costs
