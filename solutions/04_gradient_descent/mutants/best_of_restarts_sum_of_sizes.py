"""
question: best_of_restarts
caught_by: minimum or saddle

The sizes of the gradient's entries are added up. Its norm is the root of the sum of their squares,
which is smaller.
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

    has_arrived = np.sum(np.abs(gradient(best))) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > SMALL)
    return best, best_cost, bool(has_arrived and curves_upwards)
