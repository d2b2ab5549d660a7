"""
question: gradient_descent
caught_by: steps

The gradient is computed once, at the start, and followed blindly. Compute it anew in every step,
at the parameters of that step.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    with tf.GradientTape() as tape:
        tape.watch(parameters)
        value = cost(parameters, inputs, targets)
    first = tape.gradient(value, parameters)
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold or not np.isfinite(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, first)]
    return parameters, costs
