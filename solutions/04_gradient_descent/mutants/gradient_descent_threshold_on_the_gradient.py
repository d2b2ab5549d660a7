"""
question: gradient_descent
caught_by: the threshold

The threshold is compared with the length of the gradient. Here it is meant for the cost.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        gradients = tape.gradient(value, parameters)
        if float(tf.linalg.global_norm(gradients)) < threshold or not np.isfinite(costs[-1]):
            break
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]
    return parameters, costs
