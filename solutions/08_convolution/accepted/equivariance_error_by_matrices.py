"""
question: equivariance_error

A shift is a matrix with one diagonal of ones; NumPy and the infinity norm do the rest.
"""


def equivariance_error(layer, x, shift):
    def shifted(images, steps):
        matrix = np.eye(images.shape[2], k=steps, dtype=images.dtype)
        return np.einsum("bhvc,vw->bhwc", images, matrix)

    images = ops.convert_to_numpy(x)
    output = ops.convert_to_numpy(layer(x))
    width = output.shape[2]
    steps = shift * width // images.shape[2]
    moved = ops.convert_to_numpy(layer(ops.convert_to_tensor(shifted(images, shift))))
    inside = slice(width // 4, width - width // 4)
    return np.linalg.norm((moved - shifted(output, steps))[:, :, inside].ravel(), np.inf)
