"""
question: curriculum
caught_by: growing parts

The samples are chosen by difficulty and the labels are the first ones in the data: they belong to
others. Choose the rows of both.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[:num_samples]
