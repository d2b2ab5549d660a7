"""
question: double
caught_by: values

The array is squared. Twice two is two squared, but for no other number.
"""


def double(x):
    return np.square(x) * np.ones_like(x)  # noqa: F821  # appended to the notebook
