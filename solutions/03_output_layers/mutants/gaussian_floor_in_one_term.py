"""
question: GaussianNegativeLogLikelihood
caught_by: no overflow

The floor protects the exponential, but the term ½ log σ² still gets the log-variance without a
floor, and falls without end. Both terms belong to one variance.
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
        precision = ops.exp(-ops.maximum(log_variance, self.floor))
        return (math.log(2 * math.pi) + log_variance + squared_error * precision) / 2
