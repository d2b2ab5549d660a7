"""
question: sample_like
caught_by: nothing recited

The points come from a standard normal distribution, whatever the data are. They repeat nothing, but
they are not new points of the distribution that made the data.
"""


def sample_like(data, num_samples, seed):
    return np.random.default_rng(seed).normal(size=(num_samples, data.shape[1]))
