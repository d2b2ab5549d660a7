"""
question: TiledConv1D
caught_by: config and weights

All numbers of the kernels are alike at the start. Filters that start alike stay alike, and through
kernels of 0 no gradient reaches the layers below: ask `add_weight` for random numbers.
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
        self.kernel = self.add_weight(name="kernel", shape=shape, initializer="zeros")
        self.bias = self.add_weight(name="bias", shape=(self.filters,), initializer="zeros")

    def call(self, x):
        time = ops.shape(x)[1]
        before = (self.window - 1) // 2
        padded = ops.pad(x, [[0, 0], [before, self.window - 1 - before], [0, 0]])
        windows = ops.stack([padded[:, a : a + time] for a in range(self.window)], axis=2)
        kernels = ops.take(self.kernel, ops.arange(time) % self.tiles, axis=0)
        return ops.einsum("niac,iacf->nif", windows, kernels) + self.bias

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
