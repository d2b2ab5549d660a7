"""
question: conv1d
caught_by: gradient

The values are right, but they were computed in NumPy, which leaves no trace for automatic
differentiation: the gradient is None. Stay with `keras.ops` from the input to the result.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    signal, weights = ops.convert_to_numpy(x), ops.convert_to_numpy(kernel)
    padded = np.pad(signal, [(0, 0), (before, window - 1 - before), (0, 0)])
    output = sum(padded[:, a : a + time] @ weights[a] for a in range(window))
    return ops.convert_to_tensor(output)
