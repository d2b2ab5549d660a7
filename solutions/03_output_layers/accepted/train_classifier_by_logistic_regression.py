"""
question: train_classifier

Scikit-learn's multinomial logistic regression, with a column of zeros for each class that does
not occur.
"""


def train_classifier(x, y, num_classes):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=1000).fit(x, y)

    def predict(inputs):
        probabilities = np.zeros((len(inputs), num_classes))
        probabilities[:, model.classes_] = model.predict_proba(inputs)
        return probabilities

    return predict
