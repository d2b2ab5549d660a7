"""
question: sample_like
caught_by: nothing recited

These are training points, drawn at random. Nothing new has been made: the density is high at
these points and nowhere else.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    return data[random.integers(len(data), size=num_samples)]
