"""
question: newton_step
caught_by: one step to the minimum

A step of more than 10 is cut off. On a quadratic cost one step has to lead to the minimum from
anywhere.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - tf.clip_by_norm(ops.solve(damped, gradient), 10.0)
