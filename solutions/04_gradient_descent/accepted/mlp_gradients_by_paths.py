"""
question: mlp_gradients

The rectifier as a 0/1 matrix, and all contributions summed by index notation, in NumPy.
"""


def mlp_gradients(parameters, x, y):
    weights_1, bias_1, weights_2, bias_2 = map(np.array, parameters)
    x, y = np.array(x), np.array(y)
    active = (x @ weights_1 + bias_1 > 0).astype(x.dtype)
    hidden = active * (x @ weights_1 + bias_1)
    error = (hidden @ weights_2 + bias_2 - y) * np.asarray(2 / len(x), x.dtype)
    return (
        np.einsum("nf,nh,ho,no->fh", x, active, weights_2, error),
        np.einsum("nh,ho,no->h", active, weights_2, error),
        np.einsum("nh,no->ho", hidden, error),
        error.sum(axis=0),
    )
