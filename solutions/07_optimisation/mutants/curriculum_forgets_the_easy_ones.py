"""
question: curriculum
caught_by: from few to all

Each epoch has its own slice of the data, and the easier ones are gone. What was in stays in.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    done = math.ceil(len(x) * epoch / num_epochs)
    easiest = np.argsort(difficulty)[done:num_samples]
    return x[easiest], y[easiest]
