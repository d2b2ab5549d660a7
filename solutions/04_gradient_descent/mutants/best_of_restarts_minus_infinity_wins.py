"""
question: best_of_restarts
caught_by: diverging starts

A descent that ends at minus infinity won. Its cost is the smallest of all, but infinite: it does
not count.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def slope(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(theta)
        return tape.gradient(value, theta)

    best, least = None, None
    for theta in tf.unstack(starts):
        for _ in range(steps):
            theta = theta - learning_rate * slope(theta)
        value = float(cost(theta))
        if not np.isnan(value) and (best is None or value < least):
            best, least = theta, value
    curvature = np.array(hessian(cost, best))
    if not np.all(np.isfinite(curvature)):
        return best, least, False
    is_flat = np.linalg.norm(slope(best)) < SMALL
    return best, least, bool(is_flat and np.linalg.eigvalsh(curvature).min() > SMALL)
