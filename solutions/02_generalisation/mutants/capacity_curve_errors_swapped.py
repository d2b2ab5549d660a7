"""
question: capacity_curve
caught_by: errors

The two errors have changed places: training error first, then validation error.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.mean((polynomial_features(x, degree) @ theta - y) ** 2)

        curve.append([degree, error(x_val, y_val), error(x_train, y_train)])
    return np.array(curve)
