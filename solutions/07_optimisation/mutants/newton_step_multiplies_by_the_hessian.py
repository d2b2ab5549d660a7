"""
question: newton_step
caught_by: one step to the minimum

The gradient is multiplied by the Hessian. Where the cost is steeply curved the step must be short:
d is the solution of H d = -g.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.matmul(damped, gradient)
