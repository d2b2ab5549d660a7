"""
question: best_epoch

Keras's own `EarlyStopping`, driven epoch by epoch; NaN is made infinite.
"""


def best_epoch(validation_losses, patience):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    callback = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=patience, mode="min", restore_best_weights=True
    )
    callback.set_model(model)
    callback.on_train_begin()
    model.stop_training = False
    for epoch, loss in enumerate(validation_losses):
        callback.on_epoch_end(epoch, {"val_loss": np.inf if np.isnan(loss) else loss})
        if model.stop_training:
            break
    return callback.best_epoch
