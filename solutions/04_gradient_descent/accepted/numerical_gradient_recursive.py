"""
question: numerical_gradient

Along a flat list of entries, with the two points built by adding a multiple of a unit vector.
"""


def numerical_gradient(function, theta, step):
    flat = theta.reshape(-1)
    steps = step * np.maximum(1, np.abs(flat))
    changes = np.diag(steps)

    def slope(row):
        above = (flat + changes[row]).astype(theta.dtype).reshape(theta.shape)
        below = (flat - changes[row]).astype(theta.dtype).reshape(theta.shape)
        return (function(above) - function(below)) / (2 * steps[row])

    return np.array([slope(row) for row in range(flat.size)], theta.dtype).reshape(theta.shape)
