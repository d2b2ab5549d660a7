"""
question: BatchNormalization
caught_by: weights

The moving statistics are no weights: Keras neither saves them nor puts them back. Make them in
`build` with `self.add_weight(…, trainable=False)`.
"""


class BatchNormalization(keras.layers.Layer):
    def __init__(self, momentum=0.99, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.epsilon = epsilon

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum, "epsilon": self.epsilon}

    def build(self, input_shape):
        shape = (input_shape[-1],)
        self.gamma = self.add_weight(shape=shape, initializer="ones", name="gamma")
        self.beta = self.add_weight(shape=shape, initializer="zeros", name="beta")
        self.moving_mean = ops.zeros(shape)
        self.moving_variance = ops.ones(shape)

    def call(self, inputs, training=False):
        if training:
            axes = tuple(range(len(inputs.shape) - 1))
            mean, variance = ops.mean(inputs, axis=axes), ops.var(inputs, axis=axes)
            self.moving_mean = self._moved(self.moving_mean, mean)
            self.moving_variance = self._moved(self.moving_variance, variance)
        else:
            mean, variance = self.moving_mean, self.moving_variance
        normalised = (inputs - mean) / ops.sqrt(variance + self.epsilon)
        return self.gamma * normalised + self.beta

    def _moved(self, statistic, new):
        return self.momentum * statistic + (1 - self.momentum) * new
