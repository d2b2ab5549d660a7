"""
question: gradient_descent
caught_by: training

The learning rate is divided by the number of the step, so that the steps fade away long before
the loop arrives. The task has one learning rate for all steps.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    costs = []
    for step in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold or not np.isfinite(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        rate = learning_rate / (step + 1)
        parameters = [p - rate * g for p, g in zip(parameters, gradients, strict=True)]
    return parameters, costs
