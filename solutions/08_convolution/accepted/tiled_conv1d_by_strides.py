"""
question: TiledConv1D

One strided convolution for each tile: kernel k at positions k, k + tiles, …, and the results
interleaved. The length is rounded up to a multiple of the number of tiles, and cut again.
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
        rounds = (time + self.tiles - 1) // self.tiles
        before = (self.window - 1) // 2
        after = rounds * self.tiles - time + self.window - 1 - before
        padded = ops.pad(x, [[0, 0], [before, after], [0, 0]])
        span = (rounds - 1) * self.tiles + self.window
        outputs = [
            ops.conv(padded[:, k : k + span], self.kernel[k], strides=self.tiles, padding="valid")
            for k in range(self.tiles)
        ]
        interleaved = ops.reshape(
            ops.stack(outputs, axis=2), (-1, rounds * self.tiles, self.filters)
        )
        return interleaved[:, :time] + self.bias

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
