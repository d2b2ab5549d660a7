"""
question: train_two_moons

Scikit-learn's network.
"""


def train_two_moons(x, y):
    from sklearn.neural_network import MLPClassifier

    centre, scale = x.mean(axis=0), x.std(axis=0)
    model = MLPClassifier((30,), "tanh", solver="lbfgs", alpha=0.3, max_iter=400, random_state=0)
    model.fit((x - centre) / scale, y)
    return lambda inputs: model.predict_proba((inputs - centre) / scale)[:, 1]
