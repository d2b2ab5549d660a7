"""
question: newton_step
caught_by: solves, does not invert

The inverse of the Hessian is computed and then multiplied. The step is right, but solving the
equations takes a third of the time and keeps more digits: `ops.solve`.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    identity = ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.matmul(ops.solve(hessian + damping * identity, identity), gradient)
