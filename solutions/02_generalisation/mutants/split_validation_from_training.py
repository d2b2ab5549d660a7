"""
question: train_validation_test_split
caught_by: every sample once

Validation samples are training samples too. What a model was trained on can't tell how it does on
new data: cut the validation part out of what is left.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first = round(fractions[0] * len(x))
    third = len(x) - round(fractions[2] * len(x))
    size = third - first
    parts = order[:first], order[:size], order[third:]
    return tuple((x[part], y[part]) for part in parts)
