"""
question: GaussianNegativeLogLikelihood
caught_by: values

The second output is taken for the standard deviation itself. It is the logarithm of the
variance: any real number, negative ones too.
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
        sigma = ops.maximum(y_pred[:, 1], self.floor)
        return math.log(2 * math.pi) / 2 + ops.log(sigma) + squared_error / (2 * ops.square(sigma))
