"""
question: GaussianNegativeLogLikelihood

Keras's squared error with the precisions as sample weights, and the rest of the density.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        log_variance = ops.where(y_pred[:, 1] < self.floor, self.floor, y_pred[:, 1])
        squared_error = keras.losses.MeanSquaredError(reduction=None, dtype=self.dtype)
        target = ops.reshape(y_true, (-1, 1))
        weighted = squared_error(target, y_pred[:, :1], sample_weight=ops.exp(-log_variance))
        return 0.5 * weighted + 0.5 * log_variance + 0.5 * math.log(2 * math.pi)
