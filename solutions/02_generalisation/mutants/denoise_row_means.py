"""
question: denoise
caught_by: signals

Each signal was replaced by the mean of its own entries. A signal has a shape: look for what the
rows have in common.
"""


def denoise(x_noisy):
    return np.repeat(x_noisy.mean(axis=1, keepdims=True), x_noisy.shape[1], axis=1)
