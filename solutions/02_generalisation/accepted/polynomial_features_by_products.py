"""
question: polynomial_features

Each column is the one before times x.
"""


def polynomial_features(x, degree):
    columns = [np.ones_like(x)]
    for _ in range(degree):
        columns.append(columns[-1] * x)
    return np.stack(columns, axis=1)
