"""
question: GaussianNegativeLogLikelihood
caught_by: mean and noise learnt together

The squared error lacks its factor ½: the density has (y - μ)² / (2σ²) in its exponent.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        mean = y_pred[:, 0]
        log_variance = ops.maximum(y_pred[:, 1], self.floor)
        squared_error = ops.square(ops.reshape(y_true, (-1,)) - mean)
        return (math.log(2 * math.pi) + log_variance) / 2 + squared_error * ops.exp(-log_variance)
