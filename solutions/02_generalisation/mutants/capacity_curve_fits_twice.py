"""
question: capacity_curve
caught_by: errors

A second function was fitted to the validation data, and its error measured there. One function,
fitted to the training data, is measured twice.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    def error(x, y, degree):
        theta = np.linalg.lstsq(polynomial_features(x, degree), y)[0]
        return np.mean((polynomial_features(x, degree) @ theta - y) ** 2)

    return np.array([[d, error(x_train, y_train, d), error(x_val, y_val, d)] for d in degrees])
