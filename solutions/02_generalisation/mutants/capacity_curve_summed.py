"""
question: capacity_curve
caught_by: errors

The errors are sums over the samples, and so can't be compared between sets of different sizes.
Take the mean.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.sum((polynomial_features(x, degree) @ theta - y) ** 2)

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve)
