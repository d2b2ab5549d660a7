"""
question: newton_step
caught_by: singular Hessian

The damping is a multiple of the largest entry with its sign, which is 0 where no entry is
positive. Take the largest size.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(hessian)
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient)
