"""
question: train_validation_test_split
caught_by: every sample once

The second fraction was taken of what the first had left. All three are fractions of all samples.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first = round(fractions[0] * len(x))
    second = first + round(fractions[1] * (len(x) - first))
    parts = order[:first], order[first:second], order[second:]
    return tuple((x[part], y[part]) for part in parts)
