"""
question: denoise
caught_by: signals

Neighbouring rows were averaged. They are different signals, which have nothing to do with each
other.
"""


def denoise(x_noisy):
    return (x_noisy + np.roll(x_noisy, 1, axis=0) + np.roll(x_noisy, -1, axis=0)) / 3
