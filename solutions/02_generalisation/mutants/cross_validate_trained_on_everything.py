"""
question: cross_validate
caught_by: leave one out

Each model is trained on all samples, the held-out fold among them. Train on `x[train]` alone.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for _, validation in k_fold_indices(len(x), num_folds, seed):
        model = build_model()
        model.fit(x, y, epochs=20, verbose=0)
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.array(losses)
