"""
question: k_fold_indices
caught_by: the rest trains

The model is trained on all samples, also on those that it is validated on. Leave the fold that is
held out out of the training indices.
"""


def k_fold_indices(num_samples, num_folds, seed):
    order = np.random.default_rng(seed).permutation(num_samples)
    return [(order, fold) for fold in np.array_split(order, num_folds)]
