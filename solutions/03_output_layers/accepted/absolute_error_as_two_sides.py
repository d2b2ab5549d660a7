"""
question: AbsoluteError

What lies above the target and what lies below it, each cut off at 0, added up.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.relu(error) + ops.relu(-error), axis=-1)
