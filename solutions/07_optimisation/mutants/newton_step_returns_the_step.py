"""
question: newton_step
caught_by: one step to the minimum

This is the step, not where it leads. Add it to `theta`.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return -ops.solve(damped, gradient)
