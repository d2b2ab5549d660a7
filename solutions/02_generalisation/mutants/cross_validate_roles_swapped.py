"""
question: cross_validate
caught_by: leave one out

The models are trained on the small fold and evaluated on all the others. It should be the other
way round: the first array of the pair trains.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for validation, train in k_fold_indices(len(x), num_folds, seed):
        model = build_model()
        model.fit(x[train], y[train], epochs=20, verbose=0)
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.array(losses)
