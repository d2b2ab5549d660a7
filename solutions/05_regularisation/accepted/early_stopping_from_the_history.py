"""
question: EarlyStopping

Keeps the costs and the weights of all epochs, and looks back over them.
"""


class EarlyStopping(keras.callbacks.Callback):
    def __init__(self, patience, min_delta=0.0):
        super().__init__()
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        self.losses, self.weights = [], []

    def last_improvement(self):
        last, best = -1, np.inf
        for epoch, loss in enumerate(self.losses):
            if best - loss > self.min_delta:
                last, best = epoch, loss
        return last

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(float(logs["val_loss"]))
        self.weights.append([np.array(value) for value in self.model.get_weights()])
        self.model.stop_training = epoch - self.last_improvement() >= self.patience

    def on_train_end(self, logs=None):
        if self.last_improvement() >= 0:
            self.model.set_weights(self.weights[self.last_improvement()])
