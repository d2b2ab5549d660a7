"""
question: curriculum
caught_by: images

The samples are ordered by the size of the difficulty, whatever its sign. A difficulty below 0 is
easier than one of 0, and the further below the easier.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(np.abs(difficulty))[:num_samples]
    return x[easiest], y[easiest]
