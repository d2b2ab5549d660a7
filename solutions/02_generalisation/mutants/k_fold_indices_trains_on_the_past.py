"""
question: k_fold_indices
caught_by: the rest trains

A round trains on the folds before the one held out, and forgets those after it.
"""


def k_fold_indices(num_samples, num_folds, seed):
    folds = np.array_split(np.random.default_rng(seed).permutation(num_samples), num_folds)
    start = np.zeros(0, dtype=int)
    return [(np.concatenate([start, *folds[:i]]), folds[i]) for i in range(num_folds)]
