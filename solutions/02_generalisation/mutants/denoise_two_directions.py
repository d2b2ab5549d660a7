"""
question: denoise
caught_by: other signals

Two directions were kept, whatever the data. Look at the eigenvalues: how many stand out from the
flat tail?
"""


def denoise(x_noisy):
    mean = x_noisy.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(x_noisy, rowvar=False))
    return mean + (x_noisy - mean) @ directions[:, -2:] @ directions[:, -2:].T
