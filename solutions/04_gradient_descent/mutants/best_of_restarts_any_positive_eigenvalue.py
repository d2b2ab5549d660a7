"""
question: best_of_restarts
caught_by: minimum or saddle

Every positive eigenvalue passes, however close to 0. In a valley that is nearly flat, rounding
decides the sign: ask for eigenvalues above `SMALL`.
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
        end_cost = float(cost(theta))
        if end_cost < best_cost:
            best, best_cost = theta, end_cost
    has_arrived = np.linalg.norm(gradient(best)) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > 0)
    return best, best_cost, bool(has_arrived and curves_upwards)
