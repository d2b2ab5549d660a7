"""
question: train_with_early_stopping

A loop of one epoch at a time, with the weights kept by hand.
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    best_cost, best_weights, wait = np.inf, None, 0
    for _ in range(200):
        model.fit(*train, verbose=0)
        cost = model.evaluate(*validation, verbose=0)
        wait += 1
        if cost < best_cost:
            best_cost, best_weights, wait = cost, model.get_weights(), 0
        if wait == 5:
            break
    model.set_weights(best_weights)
    return model, float(model.evaluate(*test, return_dict=True, verbose=0)["loss"])
