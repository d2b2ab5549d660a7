"""
question: Maxout

The first piece of every unit, then the second, …, and the larger each time.
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
        best = None
        for piece in range(self.pieces):
            kernel, bias = self.kernel[:, piece :: self.pieces], self.bias[piece :: self.pieces]
            linear = ops.matmul(inputs, kernel) + bias
            best = linear if best is None else ops.maximum(best, linear)
        return best
