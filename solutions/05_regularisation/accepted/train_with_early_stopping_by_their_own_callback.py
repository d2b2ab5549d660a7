"""
question: train_with_early_stopping

With the callback of the question before, and the test cost from `test_on_batch`.
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    model.fit(
        train[0],
        train[1],
        epochs=200,
        verbose=0,
        validation_data=validation,
        callbacks=[EarlyStopping(patience=5, min_delta=0)],
    )
    return [model, model.test_on_batch(*test)]
