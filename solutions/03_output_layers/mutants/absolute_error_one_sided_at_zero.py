"""
question: AbsoluteError
caught_by: gradient

The gradient is right, except where a prediction meets its target exactly: there the larger of
`error` and `-error` takes the slope of one side. At 0 the slope should be 0.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.maximum(error, -error), axis=-1)
