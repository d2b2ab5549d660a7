"""
question: curriculum
caught_by: growing parts

The samples come in the order of the data; `difficulty` is not used. Sort by it.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.arange(len(x))[:num_samples]
    return x[easiest], y[easiest]
