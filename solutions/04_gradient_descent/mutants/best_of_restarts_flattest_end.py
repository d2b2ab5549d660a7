"""
question: best_of_restarts
caught_by: minimum or saddle

The end with the shortest gradient is kept, which may be a saddle point high above the minima.
Among the ends, the cost decides.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def gradient(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(theta)
        return tape.gradient(value, theta)

    best, best_cost, flattest = None, np.inf, np.inf
    for theta in tf.unstack(starts):
        for _ in range(steps):
            theta = theta - learning_rate * gradient(theta)
        end_cost = float(cost(theta))
        if np.linalg.norm(gradient(theta)) < flattest and np.isfinite(end_cost):
            best, best_cost, flattest = theta, end_cost, np.linalg.norm(gradient(theta))
    has_arrived = np.linalg.norm(gradient(best)) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > SMALL)
    return best, best_cost, bool(has_arrived and curves_upwards)
