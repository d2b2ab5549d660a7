"""
question: denoise
caught_by: signals

Each signal was smoothed by a moving average, which blurs the shapes and looks at one signal at a
time. All rows together show which shapes there are.
"""


def denoise(x_noisy):
    padded = np.pad(x_noisy, ((0, 0), (1, 1)), mode="edge")
    return (padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]) / 3
