"""
question: capacity_curve
caught_by: order of the degrees

The rows count 0, 1, 2, … instead of taking the degrees from the list, which may have gaps.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in range(len(degrees)):
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            return np.mean((polynomial_features(x, degree) @ theta - y) ** 2)

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve)
