"""
question: curriculum
caught_by: from few to all

The share shrinks from epoch to epoch: it begins with all the data and ends with the easiest. It
has to grow.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (num_epochs - epoch) / num_epochs)
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[easiest]
