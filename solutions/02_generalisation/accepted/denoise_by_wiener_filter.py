"""
question: denoise

The Wiener filter: one linear system with the covariance, the noise taken from the smallest half.
"""


def denoise(x_noisy):
    mean = x_noisy.mean(axis=0)
    covariance = np.cov(x_noisy, rowvar=False)
    noise = np.linalg.eigvalsh(covariance)[: len(covariance) // 2].mean()
    signal = covariance - noise * np.eye(len(covariance))
    return mean + np.linalg.solve(covariance, signal @ (x_noisy - mean).T).T
