"""
question: GaussianNegativeLogLikelihood
caught_by: no overflow

The exponential of a very negative log-variance overflows. Apply the floor before you take the
exponential, so that it is never computed.
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
        squared_error = ops.square(ops.reshape(y_true, (-1,)) - mean)
        log_variance = y_pred[:, 1]
        return (math.log(2 * math.pi) + log_variance + squared_error * ops.exp(-log_variance)) / 2
