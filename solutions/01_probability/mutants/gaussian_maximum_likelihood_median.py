"""
question: gaussian_maximum_likelihood
caught_by: any samples

The middle sample stands for the mean. It would be most likely under a Laplace distribution; under
a Gaussian it is the mean, outliers included.
"""


def gaussian_maximum_likelihood(x):
    centre = ops.median(x)
    return centre, ops.mean(ops.square(x - centre))
