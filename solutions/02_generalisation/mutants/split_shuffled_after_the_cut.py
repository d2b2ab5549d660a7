"""
question: train_validation_test_split
caught_by: shuffled

Each part is shuffled, but the data were cut before. The parts still are stretches of the old
order: shuffle all of the data, then cut.
"""


def train_validation_test_split(x, y, fractions, seed):
    random = np.random.default_rng(seed)
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = np.split(np.arange(len(x)), [first, second])
    orders = [random.permutation(part) for part in parts]
    return tuple((x[order], y[order]) for order in orders)
