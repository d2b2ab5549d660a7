"""
question: AdversarialModel

Plain and attacked images in one batch of twice the size, with `apply_gradients` and its own
attack.
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
        logits = self(x, training=False)
        guess = ops.argmax(logits, axis=-1)
        with tf.GradientTape() as tape:
            tape.watch(x)
            surprise = ops.sparse_categorical_crossentropy(
                guess, self(x, training=False), from_logits=True
            )
        moved = x + self.epsilon * ops.sign(tape.gradient(surprise, x))
        both = ops.concatenate([x, ops.clip(moved, 0, 1)])
        labels = ops.concatenate([y, y])
        with tf.GradientTape() as tape:
            y_pred = self(both, training=True)
            loss = self.compute_loss(both, labels, y_pred)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables, strict=True))
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred[: ops.shape(x)[0]])
        return self.get_metrics_result()
