"""
question: k_fold_indices
caught_by: at random

The seed is not used: each call gives other folds, and two candidates can't be compared on the
same ones. Hand the seed to the random generator.
"""


def k_fold_indices(num_samples, num_folds, seed):
    folds = np.array_split(np.random.permutation(num_samples), num_folds)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(num_folds)]
