"""
question: GaussianNegativeLogLikelihood
caught_by: gradient

The values are right, but the squared error's weight is taken for a constant, so that only the
term ½ log σ² drives the variance, down for ever. The gradient has to flow through both places
where the log-variance stands.
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
        precision = ops.stop_gradient(ops.exp(-log_variance))
        return (math.log(2 * math.pi) + log_variance + squared_error * precision) / 2
