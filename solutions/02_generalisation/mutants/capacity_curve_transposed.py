"""
question: capacity_curve
caught_by: errors

There is a column for each degree. Make it a row for each.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.mean((polynomial_features(x, degree) @ theta - y) ** 2)

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve).T
