"""
question: sample_like
caught_by: seed

The points stand in columns. Each row is a point, as in `data`.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    width = 0.4
    centres = data[random.integers(len(data), size=num_samples)]
    return (centres + width * random.normal(size=centres.shape)).T
