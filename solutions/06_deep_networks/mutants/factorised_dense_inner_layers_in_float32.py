"""
question: FactorisedDense
caught_by: values

The layers inside compute in float32, whatever the dtype of yours. Hand it on: `dtype=self.dtype`.
"""


class FactorisedDense(keras.layers.Layer):
    def __init__(self, units, rank, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rank = rank

    def get_config(self):
        return {**super().get_config(), "units": self.units, "rank": self.rank}

    def build(self, input_shape):
        self.down = keras.layers.Dense(self.rank, use_bias=False)
        self.up = keras.layers.Dense(self.units)
        self.down.build(input_shape)
        self.up.build((None, self.rank))
        self.down_kernel = self.down.kernel
        self.up_kernel, self.bias = self.up.kernel, self.up.bias

    def call(self, inputs):
        return self.up(self.down(inputs))
