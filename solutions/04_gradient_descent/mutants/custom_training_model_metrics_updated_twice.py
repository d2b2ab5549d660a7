"""
question: CustomTrainingModel
caught_by: weights of the samples

Each batch was counted twice in the metrics: `compute_metrics` updates them already, all but the
loss.
"""


@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred)
        return self.compute_metrics(x, y, y_pred, sample_weight)
