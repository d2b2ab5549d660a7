"""
question: train_validation_test_split
caught_by: every sample once

Samples are drawn with replacement: some occur several times, others never. A random order has
each of them once.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).integers(len(x), size=len(x))
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = order[:first], order[first:second], order[second:]
    return tuple((x[part], y[part]) for part in parts)
