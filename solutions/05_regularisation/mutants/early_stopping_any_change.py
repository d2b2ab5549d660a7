"""
question: EarlyStopping
caught_by: when it stops

A cost that is *larger* than the best one counts as an improvement too, if it differs by enough:
the sign of the difference was dropped.
"""


class EarlyStopping(keras.callbacks.Callback):
    def __init__(self, patience, min_delta=0.0):
        super().__init__()
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        self.best_loss = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        if abs(self.best_loss - logs["val_loss"]) > self.min_delta:
            self.best_loss = logs["val_loss"]
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:  # NaN comes here too, as it is smaller than nothing
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
