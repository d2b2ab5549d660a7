"""
question: k_fold_indices
caught_by: each sample validates once

All folds but the last were rounded up, and little or nothing is left for the last one. The sizes
may differ by one at most.
"""


def k_fold_indices(num_samples, num_folds, seed):
    order = np.random.default_rng(seed).permutation(num_samples)
    size = -(-num_samples // num_folds)
    folds = np.split(order, [size * i for i in range(1, num_folds)])
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(num_folds)]
