"""
question: gradient_descent
caught_by: divergence

The loop notices that the cost is NaN or infinite only after it has moved the parameters by its
gradient. Look before you step.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold:
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]
        if not np.isfinite(costs[-1]):
            break
    return parameters, costs
