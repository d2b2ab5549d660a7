"""
question: best_of_restarts

All starts move together: the gradient of the sum of their costs holds all of their gradients.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def costs_and_gradients(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            costs = tf.stack([cost(row) for row in tf.unstack(theta)])
        return costs, tape.gradient(costs, theta)

    theta = starts
    for _ in range(steps):
        theta = theta - learning_rate * costs_and_gradients(theta)[1]
    costs, gradients = (np.array(each) for each in costs_and_gradients(theta))
    best = int(np.argmin(np.where(np.isfinite(costs), costs, np.inf)))
    eigenvalues = np.linalg.eigvalsh(hessian(cost, theta[best]))
    arrived = np.sqrt(np.sum(gradients[best] ** 2)) < SMALL
    return theta[best], costs[best], arrived and eigenvalues.min() > SMALL
