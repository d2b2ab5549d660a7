"""
question: double
caught_by: values

The array is squared. Twice two is two squared, but for no other number.
"""


def double(x):
    squared_instead_of_doubled = x * x
    return squared_instead_of_doubled
