"""
question: AbsoluteError
caught_by: values

This is the squared error. The absolute error grows in proportion to the error, not to its
square.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.square(error), axis=-1)
