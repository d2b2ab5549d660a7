"""
question: SquaredError
caught_by: values

This is the absolute error. The squared error multiplies each error by itself.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.abs(error), axis=-1)
