"""
question: EarlyStopping
caught_by: best weights

Only the trainable weights are those of the best epoch. The running statistics of batch
normalisation belong to the model too.
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
            self.best_weights = [np.array(v) for v in self.model.trainable_variables]
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        for variable, best in zip(self.model.trainable_variables, self.best_weights, strict=True):
            variable.assign(best)
