"""
question: Maxout

The index of the winner, and one product with the kernel as a cube.
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
        features = self.kernel.shape[0]
        cube = ops.reshape(self.kernel, (features, self.units, self.pieces))
        linear = ops.einsum("nf,fup->nup", inputs, cube)
        linear = linear + ops.reshape(self.bias, (self.units, self.pieces))
        winner = ops.argmax(linear, axis=-1)
        return ops.take_along_axis(linear, winner[:, :, None], axis=-1)[:, :, 0]
