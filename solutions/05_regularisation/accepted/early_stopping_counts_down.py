"""
question: EarlyStopping

Counts down the epochs that are left, and copies each variable by itself.
"""


class EarlyStopping(keras.callbacks.Callback):
    def __init__(self, patience, min_delta=0.0):
        super().__init__()
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        self.to_beat = np.inf
        self.left = self.patience
        self.copies = []

    def on_epoch_end(self, epoch, logs=None):
        self.left -= 1
        if logs["val_loss"] < self.to_beat:
            self.to_beat = logs["val_loss"] - self.min_delta
            self.left = self.patience
            self.copies = [ops.copy(variable.value) for variable in self.model.variables]
        if self.left == 0:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        for variable, copy in zip(self.model.variables, self.copies, strict=False):
            variable.assign(copy)
