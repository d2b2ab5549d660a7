"""
question: SquaredError
caught_by: values

The outputs of a sample are summed. Their mean is asked for, so that the cost does not grow with
the number of outputs.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.sum(ops.square(error), axis=-1)
