"""
question: k_fold_indices
caught_by: the rest trains

Training and validation indices come from two different random orders, and so overlap. Take both
from the same one.
"""


def k_fold_indices(num_samples, num_folds, seed):
    random = np.random.default_rng(seed)
    first = np.array_split(random.permutation(num_samples), num_folds)
    second = np.array_split(random.permutation(num_samples), num_folds)
    return [(np.concatenate(first[:i] + first[i + 1 :]), second[i]) for i in range(num_folds)]
