"""
question: gradient_descent
caught_by: the threshold

The cost at which the loop stopped is missing from the list. Note the cost down first, and then
decide whether to stop.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        if value < threshold or not np.isfinite(value):
            break
        costs.append(float(value))
        slopes = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, slopes)]
    return parameters, costs
