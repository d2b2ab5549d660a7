"""
question: cross_validate

Scikit-learn's `cross_val_score` around the models.
"""


def cross_validate(build_model, x, y, num_folds, seed):
    from sklearn.base import BaseEstimator
    from sklearn.model_selection import KFold, cross_val_score

    class Wrapped(BaseEstimator):
        def fit(self, x, y):
            self.model = build_model()
            self.model.fit(x, y, epochs=20, verbose=0)
            return self

        def score(self, x, y):
            return self.model.evaluate(x, y, verbose=0)

    folds = KFold(num_folds, shuffle=True, random_state=seed)
    return cross_val_score(Wrapped(), x, y, cv=folds)
