"""
question: train_validation_test_split
caught_by: uneven sizes

Three sizes that are each rounded down don't add up to all samples: some are lost. Let the last
part take whatever is left.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    first, second, third = (int(f * len(x) + 1e-9) for f in fractions)
    parts = order[:first], order[first : first + second], order[first + second :][:third]
    return tuple((x[part], y[part]) for part in parts)
