"""
question: newton_step
caught_by: saddle point

Where the cost curves downwards the sign of the curvature is dropped, and the step leads away from
the saddle point. That is a method of its own, with good reasons, but not what is asked: H d = -g.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    curvatures, directions = ops.eigh(hessian)
    curvatures = ops.abs(curvatures) + 1e-10 * ops.max(ops.abs(curvatures))
    along = ops.matmul(ops.transpose(directions), gradient) / curvatures
    return theta - ops.matmul(directions, along)
