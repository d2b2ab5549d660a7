"""
question: k_fold_indices
caught_by: each sample validates once

The remainder is dropped: with 11 samples and 4 folds, three samples never validate. Give some of
the folds one more.
"""


def k_fold_indices(num_samples, num_folds, seed):
    order = np.random.default_rng(seed).permutation(num_samples)
    size = num_samples // num_folds
    folds = [order[size * i : size * (i + 1)] for i in range(num_folds)]
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(num_folds)]
