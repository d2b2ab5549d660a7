"""
question: cross_validate
caught_by: leave one out

One model goes through all rounds. From the second on it has already been trained on what it is
validated on: build a new one in each round.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    model = build_model()
    losses = []
    for train, validation in k_fold_indices(len(x), num_folds, seed):
        model.fit(x[train], y[train], epochs=20, verbose=0)
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.array(losses)
