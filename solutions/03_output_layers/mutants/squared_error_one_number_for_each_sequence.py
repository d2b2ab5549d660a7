"""
question: SquaredError
caught_by: values

All axes but the first are averaged. In a sequence (batch, time, outputs) every step has a cost of
its own: the mean runs over the last axis alone.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        per_output = ops.square(error)
        return ops.mean(per_output, axis=list(range(1, len(error.shape))))
