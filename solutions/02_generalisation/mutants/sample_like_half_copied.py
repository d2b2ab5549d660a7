"""
question: sample_like
caught_by: nothing recited

Nearly half of the points are copies of training points; the others are new. All of them should be
new.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    copies = data[random.integers(len(data), size=9 * num_samples // 20)]
    centres = data[random.integers(len(data), size=num_samples - len(copies))]
    new = centres + 0.35 * random.normal(size=centres.shape)
    return random.permutation(np.concatenate([copies, new]))
