"""
question: is_independent
caught_by: tolerance

`np.allclose` adds a relative difference of 1e-5 to the absolute one that it is given. Only with
`rtol=0` is the tolerance the largest difference that is allowed.
"""


def is_independent(joint, tolerance):
    table = np.array(joint)
    product = np.outer(table.sum(axis=1), table.sum(axis=0))
    return bool(np.allclose(table, product, atol=tolerance))
