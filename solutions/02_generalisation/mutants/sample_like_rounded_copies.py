"""
question: sample_like
caught_by: nothing recited

The points are training points, rounded. To change their digits doesn't make them new.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    return np.round(data[random.integers(len(data), size=num_samples)], 1)
