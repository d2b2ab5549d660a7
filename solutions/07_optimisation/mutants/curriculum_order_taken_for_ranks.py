"""
question: curriculum
caught_by: growing parts

`np.argsort` gives the row that comes first, second and so on, not the rank of each row. The first
entries of it are the rows to choose.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(difficulty) < num_samples
    return x[easiest], y[easiest]
