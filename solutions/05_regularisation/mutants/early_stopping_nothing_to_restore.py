"""
question: EarlyStopping
caught_by: not a number

Where no epoch was an improvement, as all costs were NaN, there are no best weights, and your code
fails when it puts them back.
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
        if logs["val_loss"] < self.best_loss - self.min_delta:
            self.best_loss = logs["val_loss"]
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.best_weights)
