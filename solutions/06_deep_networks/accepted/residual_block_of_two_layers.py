"""
question: ResidualBlock

Two dense layers of Keras inside, and an Add layer.
"""


class ResidualBlock(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def get_config(self):
        return {**super().get_config(), "units": self.units}

    def build(self, input_shape):
        features = input_shape[-1]
        policy = self.dtype_policy
        self.inner = keras.layers.Dense(self.units, activation="relu", dtype=policy)
        self.outer = keras.layers.Dense(features, kernel_initializer="zeros", dtype=policy)
        self.sum = keras.layers.Add(dtype=policy)
        self.inner.build(input_shape)
        self.outer.build((None, self.units))
        self.kernel_1, self.bias_1 = self.inner.kernel, self.inner.bias
        self.kernel_2, self.bias_2 = self.outer.kernel, self.outer.bias

    def call(self, inputs):
        return self.sum([self.outer(self.inner(inputs)), inputs])
