"""
question: newton_step
caught_by: one step to the minimum

The step is computed in float32, and returned so. Second derivatives need the digits of float64.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    step = ops.solve(ops.cast(damped, "float32"), ops.cast(gradient, "float32"))
    return ops.cast(theta, "float32") - step
