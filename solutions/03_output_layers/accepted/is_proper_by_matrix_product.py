"""
question: is_proper

A table of all costs and one matrix product, instead of a sum for each candidate.
"""


def is_proper(cost, distribution, candidates):
    happens = np.flatnonzero(distribution > 0)
    rows = np.vstack([distribution, candidates])
    table = np.array([[cost(row, int(outcome)) for outcome in happens] for row in rows])
    expected = table @ distribution[happens]
    return bool(expected[0] <= expected.min() + 1e-9)
