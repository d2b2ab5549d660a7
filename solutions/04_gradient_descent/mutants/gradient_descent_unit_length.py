"""
question: gradient_descent
caught_by: steps

The gradient is brought to length 1 before the step. Then every step is equally long, and none can
arrive; plain gradient descent takes the gradient as it is.
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
        length = tf.linalg.global_norm(gradients)
        parameters = [p - learning_rate * g / length for p, g in zip(parameters, gradients)]
    return parameters, costs
