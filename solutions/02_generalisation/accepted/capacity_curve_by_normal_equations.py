"""
question: capacity_curve

Solves the normal equations of least squares.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        phi, phi_val = (np.vander(x, degree + 1) for x in (x_train, x_val))
        theta = np.linalg.solve(phi.T @ phi, phi.T @ y_train)
        errors = phi @ theta - y_train, phi_val @ theta - y_val
        curve.append([degree, *(error @ error / len(error) for error in errors)])
    return np.array(curve)
