"""
question: newton_step
caught_by: saddle point

The equations are solved by a Cholesky factor, which exists only where the cost curves upwards in
every direction. A general solver has no such condition.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    factor = tf.linalg.cholesky(damped)
    return theta - tf.linalg.cholesky_solve(factor, gradient[:, None])[:, 0]
