"""
question: capacity_curve

NumPy's `polyfit` and `polyval`.
"""


def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    rows = []
    for degree in degrees:
        polynomial = np.polyfit(x_train, y_train, degree)
        rows.append(
            (
                degree,
                np.mean((np.polyval(polynomial, x_train) - y_train) ** 2),
                np.mean((np.polyval(polynomial, x_val) - y_val) ** 2),
            )
        )
    return rows
