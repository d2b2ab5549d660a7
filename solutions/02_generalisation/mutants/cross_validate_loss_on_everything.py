"""
question: cross_validate
caught_by: leave one out

Each model is evaluated on all samples, most of which it was trained on. Only the fold that was
held out may judge it.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for train, _ in k_fold_indices(len(x), num_folds, seed):
        model = build_model()
        model.fit(x[train], y[train], epochs=20, verbose=0)
        losses.append(model.evaluate(x, y, verbose=0))
    return np.array(losses)
