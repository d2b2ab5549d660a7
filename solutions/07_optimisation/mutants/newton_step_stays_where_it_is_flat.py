"""
question: newton_step
caught_by: singular Hessian

Where the Hessian is singular, no step is taken at all. It is flat in some directions only; damping
lets the others move.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    if np.linalg.matrix_rank(hessian) < len(theta):
        return theta
    return theta - ops.solve(hessian, gradient)
