"""
question: sample_like
caught_by: seed

There are as many points as data. `num_samples` says how many are wanted.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    width = 0.4
    centres = data[random.integers(len(data), size=len(data))]
    return centres + width * random.normal(size=centres.shape)
