"""
question: train_validation_test_split
caught_by: seed

The seed is not used, so that nobody can make the same parts again. Hand it to the random
generator.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.permutation(len(x))
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = order[:first], order[first:second], order[second:]
    return tuple((x[part], y[part]) for part in parts)
