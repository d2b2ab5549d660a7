"""
question: capacity_curve

Projects on an orthonormal basis of the features, made by a QR decomposition of Chebyshev
polynomials.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    chebyshev = np.polynomial.chebyshev.chebvander
    curve = np.zeros((len(degrees), 3))
    for row, degree in enumerate(degrees):
        basis, upper = np.linalg.qr(chebyshev(x_train, degree))
        theta = np.linalg.solve(upper, basis.T @ y_train)
        curve[row, 0] = degree
        curve[row, 1] = np.square(y_train - chebyshev(x_train, degree) @ theta).mean()
        curve[row, 2] = np.square(y_val - chebyshev(x_val, degree) @ theta).mean()
    return curve
