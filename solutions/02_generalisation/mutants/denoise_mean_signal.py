"""
question: denoise
caught_by: signals

Every signal came back as the mean of all. The noise is gone, and so is what makes each signal
different.
"""


def denoise(x_noisy):
    return np.tile(x_noisy.mean(axis=0), (len(x_noisy), 1))
