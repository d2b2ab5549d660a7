"""
question: train_validation_test_split
caught_by: every sample once

The validation and the test part are the same samples. The test needs samples of its own: those on
which something was chosen flatter what was chosen.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first = round(fractions[0] * len(x))
    parts = order[:first], order[first:], order[first:]
    return tuple((x[part], y[part]) for part in parts)
