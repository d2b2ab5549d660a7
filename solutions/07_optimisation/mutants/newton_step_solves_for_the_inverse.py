"""
question: newton_step
caught_by: solves, does not invert

The equations are solved for every column of the identity, which gives the inverse of the Hessian.
The step is right, but only the gradient has to stand on the right side: less work, more digits.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    identity = ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.matmul(ops.solve(hessian + damping * identity, identity), gradient)
