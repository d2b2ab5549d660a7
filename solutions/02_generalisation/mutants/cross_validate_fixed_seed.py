"""
question: cross_validate
caught_by: random folds

The folds are the same for every seed. Hand the argument `seed` on.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for train, validation in k_fold_indices(len(x), num_folds, 0):
        model = build_model()
        model.fit(x[train], y[train], epochs=20, verbose=0)
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.array(losses)
