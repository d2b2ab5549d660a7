"""
question: newton_step
caught_by: one step to the minimum

The Hessian is not used: the step is the gradient itself, as in gradient descent with a learning
rate of 1. Solve H d = -g.
"""


def newton_step(cost, theta):
    gradient, _ = gradient_and_hessian(cost, theta)
    return theta - gradient
