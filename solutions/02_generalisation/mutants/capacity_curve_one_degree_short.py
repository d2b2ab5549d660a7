"""
question: capacity_curve
caught_by: errors

Each row holds the errors of a polynomial of one degree less than it says. Degree d has d + 1
coefficients.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    def powers(x, degree):
        return x[:, np.newaxis] ** np.arange(degree)

    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(powers(x_train, degree), y_train)[0]
        errors = [
            np.mean((powers(x, degree) @ theta - y) ** 2)
            for x, y in ((x_train, y_train), (x_val, y_val))
        ]
        curve.append([degree, *errors])
    return np.array(curve)
