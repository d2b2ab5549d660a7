"""
question: AbsoluteError
caught_by: gradient

The values are right, but the gradient is NaN where a prediction is exactly right: the slope of
the root is infinite at 0. Use an operation that takes the absolute value itself.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.sqrt(ops.square(error)), axis=-1)
