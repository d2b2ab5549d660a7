"""
question: newton_step
caught_by: one step to the minimum

The damping has a fixed size. Against a Hessian in small units that is much, against one in large
units nothing: multiply by its largest entry.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient)
