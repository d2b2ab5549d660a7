"""
question: AbsoluteError
caught_by: values

The mean runs over axis 1. In a sequence (batch, time, outputs) that is the time; the outputs are
along the last axis, whatever the number of axes.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.abs(error), axis=1)
