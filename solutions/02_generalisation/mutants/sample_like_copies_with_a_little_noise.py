"""
question: sample_like
caught_by: nothing recited

The points are training points with a little noise. A width that small has learnt the data by
heart: choose the one under which held-out data are likeliest.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    width = 0.02
    centres = data[random.integers(len(data), size=num_samples)]
    return centres + width * random.normal(size=centres.shape)
