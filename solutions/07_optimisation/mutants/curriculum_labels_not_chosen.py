"""
question: curriculum
caught_by: growing parts

All labels are returned, whichever samples are chosen. Choose the same rows of y as of x.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y
