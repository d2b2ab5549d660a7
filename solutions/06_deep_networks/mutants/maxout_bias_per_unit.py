"""
question: Maxout
caught_by: weights

There is one bias for each unit. Every piece is a linear function with a bias of its own: (units *
pieces,).
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
            shape=(input_shape[-1], self.units * self.pieces),
            initializer="glorot_uniform",
            name="kernel",
        )
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs):
        linear = ops.matmul(inputs, self.kernel)
        groups = ops.reshape(linear, (-1, self.units, self.pieces))
        return ops.max(groups, axis=-1) + self.bias
