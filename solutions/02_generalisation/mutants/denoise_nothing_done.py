"""
question: denoise
caught_by: signals

The noisy signals came back as they were, or nearly so: their error is the variance of the noise.
"""


def denoise(x_noisy):
    return x_noisy.copy()
