"""
question: train_with_early_stopping
caught_by: model and test cost

The model that you return was never trained: `build_model` was called again after training.
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=5, restore_best_weights=True)
    model.fit(*train, validation_data=validation, epochs=200, callbacks=[stopping], verbose=0)
    model = build_model()
    return model, model.evaluate(*test, verbose=0)
