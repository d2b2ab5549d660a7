"""
question: GaussianNegativeLogLikelihood
caught_by: values

The variance is computed first, and then its logarithm, which the prediction was already: for a
large log-variance this is the logarithm of infinity.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        variance = ops.exp(ops.maximum(y_pred[:, 1], self.floor))
        squared_error = ops.square(ops.reshape(y_true, (-1,)) - y_pred[:, 0])
        return (ops.log(2 * math.pi * variance) + squared_error / variance) / 2
