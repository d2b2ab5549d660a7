"""
question: gradient_descent
caught_by: plateaus

The loop gives up as soon as the cost falls by less than 0.1 %. A plateau is no minimum: the cost
may fall for a long time, slowly, and the task names other reasons to stop.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if (
            costs[-1] < threshold
            or not np.isfinite(costs[-1])
            or (len(costs) > 1 and costs[-1] > 0.999 * costs[-2])
        ):
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]
    return parameters, costs
