"""
question: TiledConv1D

`keras.ops.conv` computes the outputs of all kernels at all positions, and a mask of positions
keeps the one whose turn it is.
"""


@keras.saving.register_keras_serializable(package="course")
class TiledConv1D(keras.layers.Layer):
    def __init__(self, filters, window, tiles, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.window = window
        self.tiles = tiles

    def build(self, input_shape):
        shape = (self.tiles, self.window, input_shape[-1], self.filters)
        self.kernel = self.add_weight(name="kernel", shape=shape)
        self.bias = self.add_weight(name="bias", shape=(self.filters,), initializer="zeros")

    def call(self, x):
        tiles, window, channels_in, filters = self.kernel.shape
        side_by_side = ops.reshape(
            ops.transpose(self.kernel, (1, 2, 0, 3)), (window, channels_in, tiles * filters)
        )
        everything = ops.conv(x, side_by_side, padding="same")
        time = ops.shape(x)[1]
        everything = ops.reshape(everything, (-1, time, tiles, filters))
        turn = ops.one_hot(ops.arange(time) % tiles, tiles, dtype=everything.dtype)
        return ops.einsum("nitf,it->nif", everything, turn) + self.bias

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
