"""
question: BatchNormalization

Turns mean, variance, gamma and beta into one factor and one offset; the variance is the mean
square minus the squared mean of the deviations from the first sample.
"""


class BatchNormalization(keras.layers.Layer):
    def __init__(self, momentum=0.99, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.epsilon = epsilon

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum, "epsilon": self.epsilon}

    def build(self, input_shape):
        def weight(name, start, trainable):
            shape = input_shape[-1:]
            return self.add_weight(shape=shape, initializer=start, trainable=trainable, name=name)

        self.gamma = weight("gamma", "ones", True)
        self.beta = weight("beta", "zeros", True)
        self.moving_mean = weight("moving_mean", "zeros", False)
        self.moving_variance = weight("moving_variance", "ones", False)

    def call(self, inputs, training=None):
        if training:
            flat = ops.reshape(inputs, (-1, inputs.shape[-1]))
            deviation = flat - flat[:1]
            mean = ops.mean(deviation, axis=0)
            variance = ops.mean(deviation * deviation, axis=0) - mean * mean
            mean = mean + flat[0]
            rate = 1 - self.momentum
            self.moving_mean.assign_add(rate * (mean - self.moving_mean))
            self.moving_variance.assign_add(rate * (variance - self.moving_variance))
        else:
            mean, variance = ops.convert_to_tensor(self.moving_mean), self.moving_variance
        factor = self.gamma * ops.rsqrt(variance + self.epsilon)
        return factor * inputs + (self.beta - factor * mean)
