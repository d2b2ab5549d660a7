"""
question: curriculum
caught_by: growing parts

The number of samples is rounded down, so that a first epoch may be empty. Round up.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = len(x) * (epoch + 1) // num_epochs
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[easiest]
