"""
question: denoise
caught_by: signals

The mean was subtracted before the projection and not added again afterwards.
"""


def denoise(x_noisy):
    centred = x_noisy - x_noisy.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(x_noisy, rowvar=False))
    return centred @ directions[:, -3:] @ directions[:, -3:].T
