"""
question: newton_step
caught_by: any smooth cost

The outer product of the gradient with itself stands in for the Hessian. It holds first derivatives
only, and has rank one.
"""


def newton_step(cost, theta):
    gradient, _ = gradient_and_hessian(cost, theta)
    hessian = ops.outer(gradient, gradient)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient)
