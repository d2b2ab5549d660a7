"""
question: gradient_descent
caught_by: the threshold

The threshold is looked at after the step. When the cost is small enough, the parameters have to
stay as they are.
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
        if costs[-1] < threshold:
            break
    return parameters, costs
