"""
question: denoise
caught_by: signals

Only one direction was kept. More of the eigenvalues stand out from the rest: each is a shape.
"""


def denoise(x_noisy):
    mean = x_noisy.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(x_noisy, rowvar=False))
    return mean + (x_noisy - mean) @ directions[:, -1:] @ directions[:, -1:].T
