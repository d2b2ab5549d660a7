"""
question: curriculum
caught_by: from few to all

The data are never all used: the hardest samples are left out to the end. In the last epoch, number
`num_epochs - 1`, the share is 1.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = max(1, math.ceil(len(x) * epoch / num_epochs))
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[easiest]
