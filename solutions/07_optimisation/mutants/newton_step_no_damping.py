"""
question: newton_step
caught_by: singular Hessian

Where the Hessian is singular, the equations have no unique solution and the solver gives up. Add a
tiny multiple of the identity first.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    return theta - ops.solve(hessian, gradient)
