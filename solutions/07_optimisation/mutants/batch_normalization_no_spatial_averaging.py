"""
question: BatchNormalization
caught_by: training

Each pixel has a mean and a variance of its own: the average runs over the batch only. All axes but
the last belong to it.
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
        self.moving_mean = self.add_weight(
            shape=shape, initializer="zeros", trainable=False, name="moving_mean"
        )
        self.moving_variance = self.add_weight(
            shape=shape, initializer="ones", trainable=False, name="moving_variance"
        )

    def call(self, inputs, training=False):
        if training:
            axes = tuple(range(len(inputs.shape) - 2))
            mean, variance = ops.mean(inputs, axis=0), ops.var(inputs, axis=0)
            self._move(self.moving_mean, ops.mean(mean, axis=axes))
            self._move(self.moving_variance, ops.mean(variance, axis=axes))
        else:
            mean, variance = self.moving_mean, self.moving_variance
        normalised = (inputs - mean) / ops.sqrt(variance + self.epsilon)
        return self.gamma * normalised + self.beta

    def _move(self, statistic, new):
        statistic.assign(self.momentum * statistic + (1 - self.momentum) * new)
