"""
question: double

A sum of the array with itself.
"""


def double(x):
    return np.add(x, x, dtype=x.dtype)  # noqa: F821  # appended to the notebook
