"""
question: double

A sum of the array with itself.
"""


def double(x):
    return np.sum(np.stack([x, x]), axis=0)  # noqa: F821  # appended to the notebook
