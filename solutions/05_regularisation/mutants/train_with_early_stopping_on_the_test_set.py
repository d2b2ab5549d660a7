"""
question: train_with_early_stopping
caught_by: model and test cost

The test set decides when to stop. Then its cost is no longer an honest one: what decides is the
validation set.
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=5, restore_best_weights=True)
    model.fit(*train, validation_data=test, epochs=200, callbacks=[stopping], verbose=0)
    return model, model.evaluate(*test, verbose=0)
