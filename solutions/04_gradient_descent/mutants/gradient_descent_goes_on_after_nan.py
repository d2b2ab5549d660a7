"""
question: gradient_descent
caught_by: divergence

When the cost is NaN or infinite, the loop goes on, and makes every parameter NaN. `nan <
threshold` is false: ask for it by itself.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold:
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]
    return parameters, costs
