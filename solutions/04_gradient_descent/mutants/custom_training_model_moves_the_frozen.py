"""
question: CustomTrainingModel
caught_by: several epochs

Frozen layers are moved too. What the user has set to `trainable=False` is not in
`self.trainable_variables`; ask the tape for these only.
"""


@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch([variable.value for variable in self.non_trainable_variables])
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        frozen = tape.gradient(loss, self.non_trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)
        for g, variable in zip(frozen, self.non_trainable_variables):
            if g is not None:
                variable.assign_sub(self.optimizer.learning_rate * g)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
        return self.compute_metrics(x, y, y_pred, sample_weight)
