"""
question: sample_like
caught_by: like the data

One Gaussian was fitted to all of the data. They lie in several clumps, and it fills the gaps
between them: its capacity is too small.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    covariance = np.cov(data, rowvar=False)
    return random.multivariate_normal(data.mean(axis=0), covariance, size=num_samples)
