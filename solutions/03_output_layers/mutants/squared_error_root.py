"""
question: SquaredError
caught_by: values

A root is taken of the mean. The square itself is the cost: without the root its gradient fades
as the error gets small.
"""


@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.sqrt(ops.mean(ops.square(error), axis=-1))
