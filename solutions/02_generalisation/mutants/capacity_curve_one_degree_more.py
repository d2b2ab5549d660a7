"""
question: capacity_curve
caught_by: errors

Each row holds the errors of a polynomial of one degree more than it says. The powers end with the
degree itself.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree + 1), y_train)[0]
        errors = [
            np.mean((polynomial_features(x, degree + 1) @ theta - y) ** 2)
            for x, y in ((x_train, y_train), (x_val, y_val))
        ]
        curve.append([degree, *errors])
    return np.array(curve)
