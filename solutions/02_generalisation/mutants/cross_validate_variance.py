"""
question: cross_validate
caught_by: honest estimate

Each loss is the variance of the labels in the fold: what a model would get that predicts their
mean. Evaluate the model that was trained on the other folds.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    return np.array([y[fold].var() for _, fold in k_fold_indices(len(x), num_folds, seed)])
