"""
question: best_of_restarts
caught_by: the best end

The smallest cost on the way was kept, and the place where it was. Only the ends count: with steps
that are too long, the cost rises again.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def gradient(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(theta)
        return tape.gradient(value, theta)

    best, best_cost = None, np.inf
    for theta in tf.unstack(starts):
        for _ in range(steps):
            theta = theta - learning_rate * gradient(theta)
            if float(cost(theta)) < best_cost:
                best, best_cost = theta, float(cost(theta))
    has_arrived = np.linalg.norm(gradient(best)) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > SMALL)
    return best, best_cost, bool(has_arrived and curves_upwards)
