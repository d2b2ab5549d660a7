"""
question: k_fold_indices
caught_by: each sample validates once

The last fold takes all of the remainder, and may be nearly twice as large as the others. Spread
the remainder: sizes may differ by one.
"""


def k_fold_indices(num_samples, num_folds, seed):
    order = np.random.default_rng(seed).permutation(num_samples)
    size = num_samples // num_folds
    folds = np.split(order, [size * i for i in range(1, num_folds)])
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(num_folds)]
