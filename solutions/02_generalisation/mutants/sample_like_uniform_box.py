"""
question: sample_like
caught_by: like the data

The points fill the box around the data evenly. Where there are many data there should be many
points, and none where there are none.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    low, high = data.min(axis=0), data.max(axis=0)
    return random.uniform(low, high, size=(num_samples, data.shape[1]))
