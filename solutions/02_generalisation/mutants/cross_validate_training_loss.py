"""
question: cross_validate
caught_by: leave one out

These are the losses on the data that the models were trained on. Evaluate each model on the fold
that was held out.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for train, _ in k_fold_indices(len(x), num_folds, seed):
        model = build_model()
        model.fit(x[train], y[train], epochs=20, verbose=0)
        losses.append(model.evaluate(x[train], y[train], verbose=0))
    return np.array(losses)
