"""
question: newton_step
caught_by: one step to the minimum

The step has the opposite sign and leads away from the minimum. From H d = -g, d is minus the
solution of H d = g.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta + ops.solve(damped, gradient)
