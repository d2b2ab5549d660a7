"""
question: double

A sum of the array with itself.
"""


def double(x):
    return x + x
