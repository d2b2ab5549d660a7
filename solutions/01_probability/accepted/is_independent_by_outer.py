"""
question: is_independent

The product table by NumPy, all cells compared at once.
"""


def is_independent(joint, tolerance):
    table = np.asarray(joint, dtype="float64")
    product = np.outer(table.sum(axis=1), table.sum(axis=0))
    return np.allclose(table, product, rtol=0, atol=tolerance)
