"""
question: BatchNormalization

TensorFlow's moments and its own formula, with weights made in the constructor's style of Keras 2.
"""


class BatchNormalization(keras.layers.Layer):
    def __init__(self, momentum=0.99, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.epsilon = epsilon

    def get_config(self):
        config = super().get_config()
        config.update(momentum=self.momentum, epsilon=self.epsilon)
        return config

    def build(self, input_shape):
        channels = (input_shape[-1],)
        self.moving_variance = self.add_weight(shape=channels, initializer="ones", trainable=False)
        self.moving_mean = self.add_weight(shape=channels, initializer="zeros", trainable=False)
        self.beta = self.add_weight(shape=channels, initializer="zeros")
        self.gamma = self.add_weight(shape=channels, initializer="ones")
        super().build(input_shape)

    def call(self, inputs, training=False):
        mean, variance = self.moving_mean.value, self.moving_variance.value
        if training:
            mean, variance = tf.nn.moments(inputs, list(range(len(inputs.shape) - 1)))
            for moving, new in ((self.moving_mean, mean), (self.moving_variance, variance)):
                moving.assign(self.momentum * moving + (1 - self.momentum) * new)
        return tf.nn.batch_normalization(
            inputs, mean, variance, self.beta.value, self.gamma.value, self.epsilon
        )
