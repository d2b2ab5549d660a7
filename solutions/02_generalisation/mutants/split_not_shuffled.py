"""
question: train_validation_test_split
caught_by: shuffled

The data are cut in the order in which they come. If they are sorted, whole classes are missing
from training. Shuffle first.
"""


def train_validation_test_split(x, y, fractions, seed):
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = slice(first), slice(first, second), slice(second, None)
    return tuple((x[part], y[part]) for part in parts)
