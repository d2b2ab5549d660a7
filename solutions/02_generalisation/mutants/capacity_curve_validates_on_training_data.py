"""
question: capacity_curve
caught_by: errors

Both errors are those on the training data, which only ever fall. The validation error has to be
measured on x_val and y_val.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.mean((polynomial_features(x, degree) @ theta - y) ** 2)

        curve.append([degree, error(x_train, y_train), error(x_train, y_train)])
    return np.array(curve)
