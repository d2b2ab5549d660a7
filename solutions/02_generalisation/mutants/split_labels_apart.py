"""
question: train_validation_test_split
caught_by: pairs stay together

x and y were shuffled apart from each other, so that the labels belong to other samples. Draw one
order, and use it for both.
"""


def train_validation_test_split(x, y, fractions, seed):
    random = np.random.default_rng(seed)
    x, y = random.permutation(x), random.permutation(y)
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = slice(first), slice(first, second), slice(second, None)
    return tuple((x[part], y[part]) for part in parts)
