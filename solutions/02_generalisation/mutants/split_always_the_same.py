"""
question: train_validation_test_split
caught_by: seed

Every seed gives the same parts. The generator has to start from the argument `seed`, not from a
number of your own.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(0).permutation(len(x))
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = order[:first], order[first:second], order[second:]
    return tuple((x[part], y[part]) for part in parts)
