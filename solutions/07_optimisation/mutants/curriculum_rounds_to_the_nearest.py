"""
question: curriculum
caught_by: growing parts

The number of samples is rounded to the nearest, half of the time down. Round up.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = round(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[easiest]
