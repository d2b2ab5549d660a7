"""
question: AdversarialModel
caught_by: one step

Two steps are taken for each batch, one for plain images and one for attacked ones. Add up the
costs first, and take one step along the gradient of the sum.
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
        y_pred, loss = self(x, training=True), 0.0
        for images in (x, attacked):
            with tf.GradientTape() as tape:
                cost = self.compute_loss(images, y, self(images, training=True))
            gradients = tape.gradient(cost, self.trainable_variables)
            self.optimizer.apply(gradients, self.trainable_variables)
            loss += cost / 2

        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred)
        return {metric.name: metric.result() for metric in self.metrics}
