"""
question: k_fold_indices
caught_by: the rest trains

Only the next fold trains. All folds but the one held out do, so that little data are wasted.
"""


def k_fold_indices(num_samples, num_folds, seed):
    folds = np.array_split(np.random.default_rng(seed).permutation(num_samples), num_folds)
    return [(folds[(i + 1) % num_folds], folds[i]) for i in range(num_folds)]
