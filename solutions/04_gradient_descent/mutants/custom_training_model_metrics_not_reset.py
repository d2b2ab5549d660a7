"""
question: CustomTrainingModel
caught_by: several epochs

The loss is a mean since the start of training, not of the epoch. `fit` resets only what is in
`self.metrics`; this mean is kept elsewhere.
"""


@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        object.__setattr__(self, "running_loss", keras.metrics.Mean())

    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)
        self.running_loss.update_state(loss)
        return self.compute_metrics(x, y, y_pred, sample_weight) | {
            "loss": self.running_loss.result()
        }
