"""
question: train_with_early_stopping
caught_by: model and test cost

Training went on until the training data, mistakes included, were learnt by heart. Which cost
says that it is time to stop?
"""


def train_with_early_stopping(build_model, train, validation, test):
    model = build_model()
    stopping = keras.callbacks.EarlyStopping("loss", patience=5, restore_best_weights=True)
    model.fit(*train, validation_data=validation, epochs=200, callbacks=[stopping], verbose=0)
    return model, model.evaluate(*test, verbose=0)
