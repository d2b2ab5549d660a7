"""
question: l0_penalty

Counted in NumPy: there is no gradient to lose.
"""


def l0_penalty(weights):
    values = ops.convert_to_numpy(weights)
    return np.array(np.flatnonzero(values).size, dtype=values.dtype)
