"""
question: AbsoluteError
caught_by: values

With a single sample and a single output the result has no axis left: `squeeze` takes away every
axis of length 1, that of the batch too. The last batch of an epoch may be that small.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        if y_pred.shape[-1] == 1:
            return ops.abs(ops.squeeze(y_true) - ops.squeeze(y_pred))
        return ops.mean(ops.abs(y_true - y_pred), axis=-1)
