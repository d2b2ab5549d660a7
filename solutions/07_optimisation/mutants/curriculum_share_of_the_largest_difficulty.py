"""
question: curriculum
caught_by: growing parts

The share is taken of the range of difficulties, not of the number of samples. If a few samples are
very hard, nearly all come at once.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    low, high = difficulty.min(), difficulty.max()
    easiest = difficulty <= low + (high - low) * min(1, (epoch + 1) / num_epochs)
    return x[easiest], y[easiest]
