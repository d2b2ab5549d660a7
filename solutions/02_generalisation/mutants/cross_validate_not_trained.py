"""
question: cross_validate
caught_by: leave one out

The models are evaluated without having been trained. Where is `fit`?
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for _, validation in k_fold_indices(len(x), num_folds, seed):
        model = build_model()
        losses.append(model.evaluate(x[validation], y[validation], verbose=0))
    return np.array(losses)
