"""
question: sample_like
caught_by: seed

The seed is not used: two calls give different points, and a result can't be repeated.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng()
    width = 0.4
    centres = data[random.integers(len(data), size=num_samples)]
    return centres + width * random.normal(size=centres.shape)
