"""
question: GaussianNegativeLogLikelihood

In TensorFlow's functions, of which `cast` takes a Python number to float32 before all else.
"""


@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        mean, log_variance = tf.unstack(y_pred, axis=-1)
        floor = tf.cast(self.floor, y_pred.dtype)
        log_variance = tf.where(log_variance < floor, floor, log_variance)
        squared_error = tf.math.squared_difference(tf.reshape(y_true, [-1]), mean)
        constant = tf.math.log(tf.cast(2 * math.pi, y_pred.dtype))
        return 0.5 * (constant + log_variance + squared_error / tf.exp(log_variance))
