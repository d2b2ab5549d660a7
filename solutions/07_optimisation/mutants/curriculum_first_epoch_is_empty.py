"""
question: curriculum
caught_by: growing parts

Epoch 0 has no samples, and each epoch has what the one before it should have. The share of epoch t
is (t + 1) / T.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = math.ceil(len(x) * epoch / num_epochs)
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[easiest]
