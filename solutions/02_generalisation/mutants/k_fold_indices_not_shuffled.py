"""
question: k_fold_indices
caught_by: at random

The folds are stretches of the data as they come. If these are sorted by class, a fold holds one
class, and the model that it validates has never seen it. Shuffle the positions first.
"""


def k_fold_indices(num_samples, num_folds, seed):
    folds = np.array_split(np.arange(num_samples), num_folds)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(num_folds)]
