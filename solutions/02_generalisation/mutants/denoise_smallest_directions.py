"""
question: denoise
caught_by: signals

The directions with the *smallest* eigenvalues were kept, which hold nothing but noise. `eigh`
gives the eigenvalues in ascending order.
"""


def denoise(x_noisy):
    mean = x_noisy.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(x_noisy, rowvar=False))
    return mean + (x_noisy - mean) @ directions[:, :3] @ directions[:, :3].T
