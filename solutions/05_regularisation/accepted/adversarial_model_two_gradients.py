"""
question: AdversarialModel

The gradients of the two costs are taken one by one and averaged; the metrics by
`compute_metrics`.
"""


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
        attacked = fast_gradient_sign(self.network, x, guess, self.epsilon)
        variables, losses, gradients = self.trainable_variables, [], []
        for images in (attacked, x):
            with tf.GradientTape() as tape:
                y_pred = self(images, training=True)
                loss = self.compute_loss(images, y, y_pred, training=True)
            losses.append(loss)
            gradients.append(tape.gradient(loss, variables))
        self.optimizer.apply([(a + b) / 2 for a, b in zip(*gradients, strict=True)], variables)
        self._loss_tracker.update_state((losses[0] + losses[1]) / 2)
        return self.compute_metrics(x, y, y_pred)
