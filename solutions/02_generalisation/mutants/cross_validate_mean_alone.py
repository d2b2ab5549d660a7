"""
question: cross_validate
caught_by: leave one out

Here is one number, the mean. Return the loss of every round: their spread tells how far the mean
can be trusted.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for train, validation in k_fold_indices(len(x), num_folds, seed):
        model = build_model()
        model.fit(x[train], y[train], epochs=20, verbose=0)
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.mean(losses)
