"""
question: sample_like
caught_by: seed

The seed is not used: two calls give different points, and a result can't be repeated.
"""

GENERATOR = np.random.default_rng(0)


def sample_like(data, num_samples, seed):
    width = 0.4
    centres = data[GENERATOR.integers(len(data), size=num_samples)]
    return centres + width * GENERATOR.normal(size=centres.shape)
