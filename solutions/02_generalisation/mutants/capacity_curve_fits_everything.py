"""
question: capacity_curve
caught_by: errors

The validation data were fitted too, so that they can't tell anything about unseen data. Find θ
from x_train and y_train alone.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    x_all, y_all = np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_all, degree), y_all)[0]

        def error(x, y):
            return np.mean((polynomial_features(x, degree) @ theta - y) ** 2)

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve)
