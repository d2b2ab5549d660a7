"""
question: AbsoluteError
caught_by: targets without their last axis

Targets of shape (batch,) minus predictions of shape (batch, 1) is a (batch, batch) matrix:
every target meets every prediction. Give the targets the shape of the predictions first.
"""


@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.abs(y_true - y_pred), axis=-1)
