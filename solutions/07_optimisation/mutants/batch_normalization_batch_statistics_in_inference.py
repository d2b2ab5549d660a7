"""
question: BatchNormalization
caught_by: inference

The statistics of the batch are used in inference too, so that the answer to one question depends
on the others asked with it. Use the moving ones.
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
        axes = tuple(range(len(inputs.shape) - 1))
        mean, variance = ops.mean(inputs, axis=axes), ops.var(inputs, axis=axes)
        if training:
            self._move(self.moving_mean, mean)
            self._move(self.moving_variance, variance)
        normalised = (inputs - mean) / ops.sqrt(variance + self.epsilon)
        return self.gamma * normalised + self.beta

    def _move(self, statistic, new):
        statistic.assign(self.momentum * statistic + (1 - self.momentum) * new)
