"""
question: newton_step
caught_by: any smooth cost

The Hessian is taken at 0, not at `theta`. Only a quadratic cost has the same curvature everywhere.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    _, hessian = gradient_and_hessian(cost, ops.zeros_like(theta))
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient)
