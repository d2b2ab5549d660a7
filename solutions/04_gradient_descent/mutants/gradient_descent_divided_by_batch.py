"""
question: gradient_descent
caught_by: steps

The step is divided by the batch size. The cost that you are given is a mean already.
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
        parameters = [
            p - learning_rate * g / inputs.shape[0] for p, g in zip(parameters, gradients)
        ]
    return parameters, costs
