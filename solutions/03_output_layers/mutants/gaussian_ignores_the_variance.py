"""
question: GaussianNegativeLogLikelihood
caught_by: mean and noise learnt together

The second output has no effect: this is squared error. What the network says about its noise
has to weigh the error and to cost something itself.
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
        return ops.square(ops.reshape(y_true, (-1,)) - mean)
