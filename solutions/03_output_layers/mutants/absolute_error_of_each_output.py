"""
question: AbsoluteError
caught_by: values

Every output has a cost of its own. A sample has one: the mean over its outputs, along the last
axis.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.abs(error)
