"""
question: gradient_descent
caught_by: divergence

The loop stopped because the cost grew. A step that is too long may overshoot and still lead down
later: only the threshold, infinity, NaN and `max_steps` end the loop.
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
        if len(costs) > 1 and costs[-1] > costs[-2]:
            break
        slopes = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, slopes)]
    return parameters, costs
