"""
question: train_with_early_stopping
caught_by: model and test cost

The cost that you return is that on the training data. What is the test set for?
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=5, restore_best_weights=True)
    model.fit(*train, validation_data=validation, epochs=200, callbacks=[stopping], verbose=0)
    return model, model.evaluate(*train, verbose=0)
