"""
question: cross_validate
caught_by: random folds

The folds are stretches of the data in the order in which they come, so that sorted data give
models that have never seen anything like their fold. Draw the folds at random, from the seed.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    losses = []
    for fold in np.array_split(np.arange(len(x)), num_folds):
        rest = np.delete(np.arange(len(x)), fold)
        model = build_model()
        model.fit(x[rest], y[rest], epochs=20, verbose=0)
        losses.append(model.evaluate(x[fold], y[fold], verbose=0))
    return np.array(losses)
