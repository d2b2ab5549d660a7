"""
question: sample_like

SciPy's kernel density, with half of the width of its rule of thumb.
"""


def sample_like(data, num_samples, seed):
    from scipy import stats

    density = stats.gaussian_kde(data.T, bw_method=0.5 * len(data) ** (-1 / (data.shape[1] + 4)))
    return density.resample(num_samples, seed=seed).T
