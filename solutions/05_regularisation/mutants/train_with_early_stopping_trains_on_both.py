"""
question: train_with_early_stopping
caught_by: model and test cost

The validation data are among the training data, so that they cannot tell what is new from what
was learnt.
"""


def train_with_early_stopping(build_model, train, validation, test):
    x = np.concatenate([train[0], validation[0]])
    y = np.concatenate([train[1], validation[1]])
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=5, restore_best_weights=True)
    model.fit(x, y, validation_data=validation, epochs=200, callbacks=[stopping], verbose=0)
    return model, model.evaluate(*test, verbose=0)
