"""
question: sample_like

Scikit-learn's mixture of Gaussians, their number chosen by the Bayesian information criterion.
"""


def sample_like(data, num_samples, seed):
    from sklearn.mixture import GaussianMixture

    exact = data.astype("float64")
    models = [
        GaussianMixture(k, init_params="k-means++", n_init=3, random_state=seed).fit(exact)
        for k in range(1, 7)
    ]
    points, _ = min(models, key=lambda model: model.bic(exact)).sample(num_samples)
    return np.random.default_rng(seed).permutation(points)
