"""
question: TiledConv1D

One term for each place of the window and each tile: the input moved by that place, times that
row of the kernel, where it is that tile's turn.
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
        time = ops.shape(x)[1]
        before = (self.window - 1) // 2
        padded = ops.pad(x, [[0, 0], [before, self.window - 1 - before], [0, 0]])
        turn = ops.arange(time)[:, None] % self.tiles
        result = self.bias + 0 * ops.sum(x, axis=-1, keepdims=True)
        for tile in range(self.tiles):
            for place in range(self.window):
                term = ops.matmul(padded[:, place : place + time], self.kernel[tile, place])
                result = result + ops.where(turn == tile, term, 0)
        return result

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
