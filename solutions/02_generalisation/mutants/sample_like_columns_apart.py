"""
question: sample_like
caught_by: like the data

The columns were drawn apart from each other: each has the right distribution, and the two
together don't. A point is a row.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    rows = random.integers(len(data), size=(num_samples, data.shape[1]))
    points = np.take_along_axis(data, rows, axis=0)
    return points + 0.3 * random.normal(size=points.shape)
