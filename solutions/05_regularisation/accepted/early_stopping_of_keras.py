"""
question: EarlyStopping

Keras's own, told to bring the best weights back, and that the best cost is infinite at first: a
NaN in the first epoch would be the best one otherwise.
"""


class EarlyStopping(keras.callbacks.EarlyStopping):
    def __init__(self, patience, min_delta=0.0):
        super().__init__("val_loss", min_delta, patience, mode="min", restore_best_weights=True)

    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        self.best = float("inf")
