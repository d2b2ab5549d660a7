"""
question: GaussianNegativeLogLikelihood

The error in units of σ, and the density of a standard normal variable.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        sigma = ops.exp(ops.maximum(y_pred[:, 1:], self.floor) / 2)
        standardised = (ops.reshape(y_true, (-1, 1)) - y_pred[:, :1]) / sigma
        density_of_zero = 1 / (math.sqrt(2 * math.pi) * sigma)
        return ops.squeeze(ops.square(standardised) / 2 - ops.log(density_of_zero), axis=-1)
