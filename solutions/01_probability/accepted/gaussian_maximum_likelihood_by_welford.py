"""
question: gaussian_maximum_likelihood

Welford's running mean and sum of squares, in one pass over the samples.
"""


def gaussian_maximum_likelihood(x):
    samples = np.asarray(x)
    mean, total = 0.0, 0.0
    for count, value in enumerate(samples.astype("float64"), start=1):
        before = value - mean
        mean += before / count
        total += before * (value - mean)
    return samples.dtype.type(mean), samples.dtype.type(total / len(samples))
