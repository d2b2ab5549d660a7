"""
question: GaussianNegativeLogLikelihood
caught_by: values

Targets of shape (batch,) minus means of shape (batch, 1) is a (batch, batch) matrix, and its mean
over the last axis hides it: every mean is held against all targets. Give both the shape (batch,)
first; no mean is needed then.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        mean = y_pred[:, :1]
        log_variance = ops.maximum(y_pred[:, 1:], self.floor)
        squared_error = ops.square(y_true - mean)
        cost = math.log(2 * math.pi) + log_variance + squared_error * ops.exp(-log_variance)
        return ops.mean(cost, axis=-1) / 2
