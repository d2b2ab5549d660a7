"""
question: AdversarialModel
caught_by: one step

The metrics are computed after the step, from predictions of the changed model. They belong to the
predictions of which the cost was made.
"""


@keras.saving.register_keras_serializable(package="course")
class AdversarialModel(keras.Model):
    def __init__(self, network, epsilon, **kwargs):
        super().__init__(**kwargs)
        self.network = network
        self.epsilon = epsilon

    def call(self, inputs, training=None):
        return self.network(inputs, training=training)

    def get_config(self):
        network = keras.saving.serialize_keras_object(self.network)
        return {**super().get_config(), "network": network, "epsilon": self.epsilon}

    @classmethod
    def from_config(cls, config):
        network = keras.saving.deserialize_keras_object(config["network"])
        return cls(**{**config, "network": network})

    def train_step(self, data):
        x, y = data
        guess = ops.argmax(self(x, training=False), axis=-1)
        attacked = fast_gradient_sign(self, x, guess, self.epsilon)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            plain_loss = self.compute_loss(x, y, y_pred)
            attacked_loss = self.compute_loss(attacked, y, self(attacked, training=True))
            loss = (plain_loss + attacked_loss) / 2
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)

        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, self(x, training=True))
        return {metric.name: metric.result() for metric in self.metrics}
