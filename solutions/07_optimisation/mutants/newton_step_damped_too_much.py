"""
question: newton_step
caught_by: one step to the minimum

The damping is so large that it shortens the step even where the cost is well curved. Make it tiny
against the largest entry of the Hessian.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-2 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient)
