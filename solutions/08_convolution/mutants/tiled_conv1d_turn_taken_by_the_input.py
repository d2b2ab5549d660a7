"""
question: TiledConv1D
caught_by: values

Here every input position brings its own kernel, so one window mixes several kernels. The output
position decides, for the whole of its window.
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
        places = ops.arange(time)[:, None] + ops.arange(self.window) - before
        one_hot = ops.one_hot(places % self.tiles, self.tiles, dtype=x.dtype)
        kernels = ops.einsum("iat,tacf->iacf", one_hot, self.kernel)
        return ops.einsum("niac,iacf->nif", windows, kernels) + self.bias

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
