"""
question: k_fold_indices
caught_by: at random

The positions are dealt to the folds in turn, 0, 1, 2, …, whatever the seed. Data that repeat
themselves with the same period would spoil the folds: shuffle the positions first.
"""


def k_fold_indices(num_samples, num_folds, seed):
    positions = np.arange(num_samples)
    return [
        (positions[positions % num_folds != i], positions[positions % num_folds == i])
        for i in range(num_folds)
    ]
