"""
question: sample_like
caught_by: seed

Every seed gives the same points. The generator has to start from the argument `seed`.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(0)
    width = 0.4
    centres = data[random.integers(len(data), size=num_samples)]
    return centres + width * random.normal(size=centres.shape)
