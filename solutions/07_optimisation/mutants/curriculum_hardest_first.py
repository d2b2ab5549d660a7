"""
question: curriculum
caught_by: growing parts

The hardest samples come first. The larger the difficulty, the later its turn.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(-difficulty)[:num_samples]
    return x[easiest], y[easiest]
