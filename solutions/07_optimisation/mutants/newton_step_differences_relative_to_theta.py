"""
question: newton_step
caught_by: logistic regression

The Hessian is made of differences whose step is a share of theta. Where theta is 0, as at the
start of a training, the step is 0 too, and the Hessian 0 / 0. Use `gradient_and_hessian`.
"""


def newton_step(cost, theta):
    gradient, _ = gradient_and_hessian(cost, theta)
    rows = []
    for step in tf.unstack(tf.linalg.diag(1e-5 * ops.abs(theta))):
        after, _ = gradient_and_hessian(cost, theta + step)
        before, _ = gradient_and_hessian(cost, theta - step)
        rows.append((after - before) / (2 * ops.sum(step)))
    return theta - tf.linalg.lstsq(ops.stack(rows), gradient[:, None], fast=False)[:, 0]
