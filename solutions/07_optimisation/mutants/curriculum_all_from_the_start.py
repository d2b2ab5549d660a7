"""
question: curriculum
caught_by: from few to all

All the data are used from the first epoch on. Begin with the easiest share and let it grow.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    easiest = np.argsort(difficulty)
    return x[easiest], y[easiest]
