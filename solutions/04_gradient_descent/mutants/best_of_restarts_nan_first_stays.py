"""
question: best_of_restarts
caught_by: diverging starts

The first descent ended as NaN, and stayed the best one: no number is smaller than NaN. Leave out
what is not finite before you compare.
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
        if best is None or value < least:
            best, least = theta, value
    curvature = np.array(hessian(cost, best))
    if not np.all(np.isfinite(curvature)):
        return best, least, False
    is_flat = np.linalg.norm(slope(best)) < SMALL
    return best, least, bool(is_flat and np.linalg.eigvalsh(curvature).min() > SMALL)
