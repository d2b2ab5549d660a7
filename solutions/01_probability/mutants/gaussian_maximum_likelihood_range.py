"""
question: gaussian_maximum_likelihood
caught_by: values

The variance was guessed from the smallest and the largest sample. Every sample counts.
"""


def gaussian_maximum_likelihood(x):
    return ops.mean(x), ops.square((ops.max(x) - ops.min(x)) / 4)
