"""
question: EarlyStopping
caught_by: when it stops

A best cost of 0 is taken for none yet, so that the next epoch, however bad, is an improvement.
`best or inf` is `inf` for a best of 0, too: compare with None, or begin with infinity.
"""


class EarlyStopping(keras.callbacks.Callback):
    def __init__(self, patience, min_delta=0.0):
        super().__init__()
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        self.best_loss = None
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < (self.best_loss or float("inf")) - self.min_delta:
            self.best_loss = logs["val_loss"]
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
