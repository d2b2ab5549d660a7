"""
question: best_of_restarts
caught_by: diverging starts

A cost of NaN was replaced by 0, and where all others are above 0 it wins. A descent that ends as
NaN does not count.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def gradient(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(theta)
        return tape.gradient(value, theta)

    ends = []
    for theta in tf.unstack(starts):
        for _ in range(steps):
            theta = theta - learning_rate * gradient(theta)
        ends.append(theta)
    costs = np.nan_to_num([float(cost(end)) for end in ends])
    best = ends[np.argmin(costs)]
    if not np.all(np.isfinite(best)):
        return best, np.min(costs), False
    has_arrived = np.linalg.norm(gradient(best)) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > SMALL)
    return best, np.min(costs), bool(has_arrived and curves_upwards)
