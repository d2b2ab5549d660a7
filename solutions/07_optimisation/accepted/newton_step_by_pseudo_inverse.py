"""
question: newton_step

TensorFlow's own Hessian by the Jacobian of the gradient; the step is the least-squares solution,
which needs no damping.
"""


def newton_step(cost, theta):
    with tf.GradientTape() as outer:
        outer.watch(theta)
        with tf.GradientTape() as inner:
            inner.watch(theta)
            value = cost(theta)
        gradient = inner.gradient(value, theta)
    hessian = outer.jacobian(gradient, theta)
    step = np.linalg.lstsq(hessian.numpy(), -gradient.numpy(), rcond=1e-10)[0]
    return theta + step
