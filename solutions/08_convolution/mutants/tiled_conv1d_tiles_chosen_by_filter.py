"""
question: TiledConv1D
caught_by: values

The filter decides which kernel is used: filter f has kernel f mod tiles at every position. The
kernels have to take turns along time; at one position, all filters belong to the same kernel.
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
        windows = ops.stack([padded[:, a : a + time] for a in range(self.window)], axis=2)
        everything = ops.einsum("niac,tacf->nitf", windows, self.kernel)
        turn = ops.one_hot(ops.arange(self.filters) % self.tiles, self.tiles, dtype=x.dtype)
        return ops.einsum("nitf,ft->nif", everything, turn) + self.bias

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
