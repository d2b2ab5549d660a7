"""
question: denoise
caught_by: other signals

All entries were drawn half-way to the mean. That halves noise and signal alike; shrink only the
directions without a shape.
"""


def denoise(x_noisy):
    mean = x_noisy.mean(axis=0)
    return mean + 0.5 * (x_noisy - mean)
