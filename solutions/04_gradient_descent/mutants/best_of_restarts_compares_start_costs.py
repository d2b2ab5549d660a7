"""
question: best_of_restarts
caught_by: misleading starts

The descent with the cheapest *start* is kept. Where it begins says little about where it ends:
compare the costs at the ends.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def gradient(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(theta)
        return tape.gradient(value, theta)

    best = min(tf.unstack(starts), key=lambda start: float(cost(start)))
    for _ in range(steps):
        best = best - learning_rate * gradient(best)
    has_arrived = np.linalg.norm(gradient(best)) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > SMALL)
    return best, float(cost(best)), bool(has_arrived and curves_upwards)
