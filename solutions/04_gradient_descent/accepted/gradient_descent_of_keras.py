"""
question: gradient_descent

Variables, moved by Keras's own SGD.
"""


def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    variables = [tf.Variable(parameter) for parameter in parameters]
    optimizer = keras.optimizers.SGD(learning_rate)
    costs = []
    while len(costs) < max_steps:
        with tf.GradientTape() as tape:
            value = cost(variables, inputs, targets)
        costs.append(value)
        if not (np.isfinite(value) and value >= threshold):
            break
        optimizer.apply_gradients(zip(tape.gradient(value, variables), variables, strict=False))
    return [variable.value() for variable in variables], costs
