"""
question: denoise

A singular value decomposition; the first five directions are kept as they are.
"""


def denoise(x_noisy):
    mean = x_noisy.mean(axis=0)
    _, _, directions = np.linalg.svd(x_noisy - mean, full_matrices=False)
    return mean + (x_noisy - mean) @ directions[:5].T @ directions[:5]
