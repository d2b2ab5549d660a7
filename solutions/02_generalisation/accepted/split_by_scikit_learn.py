"""
question: train_validation_test_split

Scikit-learn's `train_test_split`, twice.
"""


def train_validation_test_split(x, y, fractions, seed):
    from sklearn.model_selection import train_test_split

    train, validation, test = fractions
    x_train, x_rest, y_train, y_rest = train_test_split(
        x, y, test_size=validation + test, random_state=seed
    )
    x_validation, x_test, y_validation, y_test = train_test_split(
        x_rest, y_rest, test_size=test / (validation + test), random_state=seed
    )
    return (x_train, y_train), (x_validation, y_validation), (x_test, y_test)
