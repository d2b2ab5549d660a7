"""
question: train_with_early_stopping
caught_by: model and test cost

The weights are the best ones, but the test cost was measured before they were restored.
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    best_cost, best_weights, wait = np.inf, None, 0
    while wait < 5:
        model.fit(*train, verbose=0)
        cost = model.evaluate(*validation, verbose=0)
        wait += 1
        if cost < best_cost:
            best_cost, best_weights, wait = cost, model.get_weights(), 0
    test_cost = model.evaluate(*test, verbose=0)
    model.set_weights(best_weights)
    return model, test_cost
