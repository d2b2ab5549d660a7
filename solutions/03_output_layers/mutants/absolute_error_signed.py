"""
question: AbsoluteError
caught_by: values

The errors keep their sign, so that a prediction far too high makes the cost smaller. What is
left when the sign is taken away?
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(error, axis=-1)
