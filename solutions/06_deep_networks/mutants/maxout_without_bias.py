"""
question: Maxout
caught_by: values

The bias exists, but is not added. Without it all pieces meet at the origin.
"""


class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}

    def build(self, input_shape):
        size = self.units * self.pieces
        self.kernel = self.add_weight(
            shape=(input_shape[-1], size), initializer="glorot_uniform", name="kernel"
        )
        self.bias = self.add_weight(shape=(size,), initializer="zeros", name="bias")

    def call(self, inputs):
        linear = ops.matmul(inputs, self.kernel)
        groups = ops.reshape(linear, (-1, self.units, self.pieces))
        return ops.max(groups, axis=-1)
