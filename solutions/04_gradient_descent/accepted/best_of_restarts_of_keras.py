"""
question: best_of_restarts

A variable for each start, moved by Keras's own SGD.
"""


def best_of_restarts(cost, starts, learning_rate, steps):
    def descend(start):
        theta = tf.Variable(start)
        optimizer = keras.optimizers.SGD(learning_rate)
        for _ in range(steps):
            with tf.GradientTape() as tape:
                value = cost(theta)
            optimizer.apply_gradients([(tape.gradient(value, theta), theta)])
        return theta.value()

    ends = [descend(start) for start in starts]
    best = min(ends, key=lambda end: np.nan_to_num(float(cost(end)), nan=np.inf, neginf=np.inf))
    with tf.GradientTape() as tape:
        tape.watch(best)
        value = cost(best)
    slope = np.linalg.norm(tape.gradient(value, best))
    flattest = np.linalg.eigvalsh(hessian(cost, best)).min()
    return best, float(value), bool(slope < SMALL < flattest)
