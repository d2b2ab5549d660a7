"""
question: train_with_early_stopping
caught_by: digits with wrong labels

Training stopped before the network had learnt much: the number of epochs was fixed beforehand.
Let the validation cost decide.
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=5, restore_best_weights=True)
    model.fit(*train, validation_data=validation, epochs=1, callbacks=[stopping], verbose=0)
    return model, model.evaluate(*test, verbose=0)
