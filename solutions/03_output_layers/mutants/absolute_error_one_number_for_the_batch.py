"""
question: AbsoluteError
caught_by: sample weights and reduction

The result is one number for the whole batch, so that sample weights can no longer tell one
sample from another. Return one number for each sample, and leave the batch to Keras.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        error = ops.reshape(y_true, ops.shape(y_pred)) - y_pred
        return ops.mean(ops.abs(error))
