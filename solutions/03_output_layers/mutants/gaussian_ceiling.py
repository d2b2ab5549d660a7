"""
question: GaussianNegativeLogLikelihood
caught_by: values

Large log-variances were cut off too. Only those below the floor are replaced; above it, every
number is a valid log-variance.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        log_variance = ops.clip(y_pred[:, 1], self.floor, 20.0)
        squared_error = ops.square(ops.reshape(y_true, (-1,)) - y_pred[:, 0])
        weighted = squared_error * ops.exp(-log_variance)
        return (math.log(2 * math.pi) + log_variance + weighted) / 2
