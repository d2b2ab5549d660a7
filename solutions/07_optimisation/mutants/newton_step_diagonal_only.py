"""
question: newton_step
caught_by: one step to the minimum

Only the diagonal of the Hessian is used, as if the parameters did not act on each other. Solve
with the whole matrix.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - gradient / ops.diagonal(damped)
