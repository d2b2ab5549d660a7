"""
question: Maxout
caught_by: weights

The kernel has one column for each unit. It needs `pieces` of them for each, or there is nothing
to choose from.
"""


class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}

    def build(self, input_shape):
        self.kernel = self.add_weight(
            shape=(input_shape[-1], self.units), initializer="glorot_uniform", name="kernel"
        )
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs):
        return ops.matmul(inputs, self.kernel) + self.bias
