"""
question: capacity_curve
caught_by: overfitting seen

The error is computed in batches of 64 samples, and the batches' means are added up. With one
batch that is right; with more, divide by their number, or take one mean over all samples.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    curve = []
    for degree in degrees:
        theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]

        def error(x, y):
            total = 0.0
            for start in range(0, len(x), 64):
                batch = slice(start, start + 64)
                output = polynomial_features(x[batch], degree) @ theta
                total += np.mean((output - y[batch]) ** 2)
            return total

        curve.append([degree, error(x_train, y_train), error(x_val, y_val)])
    return np.array(curve)
