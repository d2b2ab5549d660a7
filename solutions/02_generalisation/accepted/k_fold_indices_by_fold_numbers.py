"""
question: k_fold_indices

Gives each position a fold number, in random order.
"""


def k_fold_indices(num_samples, num_folds, seed):
    number = np.arange(num_samples) % num_folds
    np.random.default_rng(seed).shuffle(number)
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(num_folds)]
