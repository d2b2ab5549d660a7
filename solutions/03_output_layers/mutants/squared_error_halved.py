"""
question: SquaredError
caught_by: values

Every value is half of what is asked for. The squared error here has no factor ½.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.square(error), axis=-1) / 2
