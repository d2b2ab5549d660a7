"""
question: gradient_descent
caught_by: steps

The whole gradient is subtracted, whatever the learning rate is. The gradient says where to go;
how far is up to the learning rate.
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
        parameters = [p - g for p, g in zip(parameters, gradients)]
    return parameters, costs
