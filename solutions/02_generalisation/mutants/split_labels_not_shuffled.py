"""
question: train_validation_test_split
caught_by: pairs stay together

x was shuffled and y was left in its old order. The labels have to follow their samples.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = slice(first), slice(first, second), slice(second, None)
    return tuple((x[order][part], y[part]) for part in parts)
