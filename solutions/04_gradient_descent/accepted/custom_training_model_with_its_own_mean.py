"""
question: CustomTrainingModel

A mean of the loss of its own stands in the list of metrics where Keras's stood.
"""


@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mean_loss = keras.metrics.Mean(name="loss")

    @property
    def metrics(self):
        return [self.mean_loss, *(each for each in super().metrics if each.name != "loss")]

    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        variables = self.trainable_variables
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x, y, y_pred, sample_weight)
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        self.mean_loss.update_state(loss)
        return self.compute_metrics(x, y, y_pred, sample_weight)
