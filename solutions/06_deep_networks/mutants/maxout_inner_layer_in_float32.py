"""
question: Maxout
caught_by: values

The layer inside computes in float32, whatever the dtype of yours. Hand it on:
`dtype=self.dtype`.
"""


class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}

    def build(self, input_shape):
        self.dense = keras.layers.Dense(self.units * self.pieces)
        self.dense.build(input_shape)
        self.kernel, self.bias = self.dense.kernel, self.dense.bias

    def call(self, inputs):
        groups = ops.reshape(self.dense(inputs), (-1, self.units, self.pieces))
        return ops.max(groups, axis=-1)
