"""
question: AdversarialModel
caught_by: robust accuracy

The network was trained on plain images. That no gradient comes through `call` does not make it
robust: its weights are attacked all the same.
"""


class AdversarialModel(keras.Model):
    def __init__(self, network, epsilon, **kwargs):
        super().__init__(**kwargs)
        self.network = network
        self.epsilon = epsilon

    def call(self, inputs, training=None):
        hidden = self.network(tf.stop_gradient(inputs), training=training)
        return hidden + 0 * tf.reduce_sum(inputs)

    def get_config(self):
        network = keras.saving.serialize_keras_object(self.network)
        return {**super().get_config(), "network": network, "epsilon": self.epsilon}

    @classmethod
    def from_config(cls, config):
        network = keras.saving.deserialize_keras_object(config["network"])
        return cls(**{**config, "network": network})

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            plain_loss = self.compute_loss(x, y, y_pred)
            loss = plain_loss
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)

        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred)
        return {metric.name: metric.result() for metric in self.metrics}
