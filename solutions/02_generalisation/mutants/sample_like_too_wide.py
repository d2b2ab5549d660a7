"""
question: sample_like
caught_by: like the data

The kernels are as wide as all of the data, so that the clumps run into one. Try smaller widths,
and compare the likelihood of held-out data.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    width = data.std()
    centres = data[random.integers(len(data), size=num_samples)]
    return centres + width * random.normal(size=centres.shape)
