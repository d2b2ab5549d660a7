"""
question: cross_validate
caught_by: honest estimate

Each model is trained on the first 64 of its samples only. The losses are those of a model with
less data than it is meant to have: train on all samples outside of the fold.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for train, validation in k_fold_indices(len(x), num_folds, seed):
        first = train[:64]
        model = build_model()
        model.fit(x[first], y[first], epochs=20, verbose=0)
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.array(losses)
