"""
question: sample_like

Adaptive: around a random point, with the covariance of its fifteen nearest neighbours.
"""


def sample_like(data, num_samples, seed):
    random = np.random.default_rng(seed)
    exact = data.astype("float64")
    points = np.empty((num_samples, data.shape[1]))
    for row, centre in enumerate(random.integers(len(data), size=num_samples)):
        distances = np.sum((exact - exact[centre]) ** 2, axis=1)
        near = exact[np.argsort(distances)[:15]]
        covariance = np.atleast_2d(np.cov(near, rowvar=False))
        points[row] = random.multivariate_normal(exact[centre], covariance)
    return points
