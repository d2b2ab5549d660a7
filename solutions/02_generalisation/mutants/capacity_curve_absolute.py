"""
question: capacity_curve
caught_by: errors

The mean of the absolute differences was taken. Square them.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.mean(np.abs(polynomial_features(x, degree) @ theta - y))

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve)
