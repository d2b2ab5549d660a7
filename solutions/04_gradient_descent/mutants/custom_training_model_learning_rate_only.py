"""
question: CustomTrainingModel
caught_by: several epochs

The weights are moved by the learning rate times the gradient. The optimizer that was given to
`compile` may do more, such as momentum: let `self.optimizer.apply` move them.
"""


@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        for g, variable in zip(gradients, self.trainable_variables):
            variable.assign_sub(self.optimizer.learning_rate * g)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
        return self.compute_metrics(x, y, y_pred, sample_weight)
