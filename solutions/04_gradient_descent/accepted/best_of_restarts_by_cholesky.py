"""
question: best_of_restarts

Keras's SGD moves a variable; the ends are sorted by cost. Cholesky's decomposition exists for
positive definite matrices only.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    ends = []
    for start in np.array(starts):
        theta, optimizer = tf.Variable(start), keras.optimizers.SGD(learning_rate)
        for _ in range(steps):
            with tf.GradientTape() as tape:
                value = cost(theta)
            optimizer.apply_gradients([(tape.gradient(value, theta), theta)])
        if np.isfinite(cost(theta)):
            ends.append((float(cost(theta)), len(ends), theta.value()))
    best_cost, _, best = min(ends, key=lambda end: end[0])
    with tf.GradientTape() as tape:
        tape.watch(best)
        value = cost(best)
    arrived = bool(tf.norm(tape.gradient(value, best)) < SMALL)
    try:
        np.linalg.cholesky(np.array(hessian(cost, best)) - SMALL * np.eye(len(best)))
    except np.linalg.LinAlgError:
        return best, best_cost, False
    return best, best_cost, arrived
