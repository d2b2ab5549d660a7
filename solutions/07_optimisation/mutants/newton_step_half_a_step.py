"""
question: newton_step
caught_by: one step to the minimum

The step has half the length. The ½ of the quadratic model is gone when it is differentiated.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient) / 2
