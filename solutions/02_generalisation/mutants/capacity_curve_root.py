"""
question: capacity_curve
caught_by: errors

These are roots of the mean squared errors. The task asks for the mean of the squares itself.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.sqrt(np.mean((polynomial_features(x, degree) @ theta - y) ** 2))

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve)
