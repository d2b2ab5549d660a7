"""
question: SquaredError
caught_by: values

The mean is taken before the size of the error, so that errors of opposite sign cancel. Take the
size of each error first, then the mean.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.square(ops.mean(error, axis=-1))
