"""
question: train_validation_test_split

Sorts the samples by random keys, and cuts at cumulative fractions, rounded down.
"""


def train_validation_test_split(x, y, fractions, seed):
    keys = np.random.RandomState(seed).rand(len(x))
    cuts = (np.cumsum(fractions)[:2] * len(x)).astype(int)
    return [(x[part], y[part]) for part in np.split(np.argsort(keys), cuts)]
