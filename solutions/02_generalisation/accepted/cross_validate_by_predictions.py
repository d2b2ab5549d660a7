"""
question: cross_validate

Folds of its own, and one model whose initial weights are put back before each round; the mean
squared error is computed from its predictions.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    model = build_model()
    start = model.get_weights()
    losses = []
    for fold in np.array_split(order, num_folds):
        rest = np.setdiff1d(order, fold)
        model.set_weights(start)
        model.fit(x[rest], y[rest], epochs=20, verbose=0)
        losses.append(np.mean((model.predict(x[fold], verbose=0) - y[fold]) ** 2))
    return np.array(losses)
