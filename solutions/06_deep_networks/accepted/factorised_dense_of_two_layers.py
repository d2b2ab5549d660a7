"""
question: FactorisedDense

Two dense layers of Keras, the first without a bias.
"""


class FactorisedDense(keras.layers.Layer):
    def __init__(self, units, rank, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rank = rank

    def get_config(self):
        return {**super().get_config(), "units": self.units, "rank": self.rank}

    def build(self, input_shape):
        self.down = keras.layers.Dense(self.rank, use_bias=False, dtype=self.dtype_policy)
        self.up = keras.layers.Dense(self.units, dtype=self.dtype_policy)
        self.down.build(input_shape)
        self.up.build((None, self.rank))
        self.down_kernel, self.up_kernel = self.down.kernel, self.up.kernel
        self.bias = self.up.bias

    def call(self, inputs):
        return self.up(self.down(inputs))
