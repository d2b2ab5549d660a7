"""
question: newton_step

Solves for the step by conjugate residuals: the Hessian is only ever multiplied by a vector.
"""


def newton_step(cost, theta):
    from scipy.sparse.linalg import minres

    gradient, hessian = gradient_and_hessian(cost, theta)
    step, _ = minres(hessian.numpy(), -gradient.numpy(), rtol=1e-14, maxiter=100)
    return theta + step
