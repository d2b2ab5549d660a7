"""
question: gradient_descent
caught_by: plateaus

The loop stopped because the cost was the same as before, to the last digit. That is a plateau, and
not one of the reasons to stop.
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
        if costs[-1:] == costs[-2:-1]:
            break
        slopes = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, slopes)]
    return parameters, costs
