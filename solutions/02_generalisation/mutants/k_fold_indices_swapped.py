"""
question: k_fold_indices
caught_by: each sample validates once

Training and validation indices have changed places: the large part trains. The pair is
(train_indices, validation_indices).
"""


def k_fold_indices(num_samples, num_folds, seed):
    order = np.random.default_rng(seed).permutation(num_samples)
    folds = np.array_split(order, num_folds)
    return [(folds[i], np.concatenate(folds[:i] + folds[i + 1 :])) for i in range(num_folds)]
