"""
question: train_with_early_stopping
caught_by: model and test cost

The model has the weights of the last epoch, five worse than the best one. Does the callback bring
the best back?
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=5)
    model.fit(*train, validation_data=validation, epochs=200, callbacks=[stopping], verbose=0)
    return model, model.evaluate(*test, verbose=0)
