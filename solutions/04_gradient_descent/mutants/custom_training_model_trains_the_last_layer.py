"""
question: CustomTrainingModel
caught_by: training

Only the last layer learns; the weights of the others stay as they were made. Ask the tape for all
of `self.trainable_variables`.
"""


@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        last = self.layers[-1].trainable_variables
        gradients = tape.gradient(loss, last)
        self.optimizer.apply(gradients, last)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
        return self.compute_metrics(x, y, y_pred, sample_weight)
