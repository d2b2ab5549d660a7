"""
question: train_validation_test_split
caught_by: every sample once

Validation and test part have changed places. The order is training, validation, test, for the
fractions as for the result.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = order[:first], order[second:], order[first:second]
    return tuple((x[part], y[part]) for part in parts)
