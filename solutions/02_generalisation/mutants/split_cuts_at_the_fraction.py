"""
question: train_validation_test_split
caught_by: every sample once

The second cut is at the second fraction, as if it were a position. The validation part begins
where the training part ends, and ends at the sum of the first two fractions.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first = round(fractions[0] * len(x))
    second = round(fractions[1] * len(x))
    parts = order[:first], order[first:second], order[second:]
    return tuple((x[part], y[part]) for part in parts)
