"""
question: GaussianNegativeLogLikelihood
caught_by: no overflow

The floor is the number -20 whatever the caller asked for. It is an argument of the constructor:
use `self.floor`.
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
        log_variance = ops.maximum(y_pred[:, 1], -20.0)
        return (math.log(2 * math.pi) + log_variance + squared_error * ops.exp(-log_variance)) / 2
