"""
question: SquaredError
caught_by: gradient

The values are right, and the gradient is half of what it should be: one of the two factors was
taken for a constant. Both factors of the square depend on the prediction.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(error * ops.stop_gradient(error), axis=-1)
