"""
question: gradient_descent
caught_by: steps

After the last step the cost was computed once more and noted down. With `max_steps` steps there
are at most `max_steps` costs.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold or not np.isfinite(costs[-1]):
            return parameters, costs
        slopes = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, slopes)]
    return parameters, [*costs, float(cost(parameters, inputs, targets))]
