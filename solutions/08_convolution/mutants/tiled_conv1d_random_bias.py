"""
question: TiledConv1D
caught_by: config and weights

The bias starts at random numbers. It should start at 0: say `initializer="zeros"`, since
`add_weight` chooses random numbers if it is not told.
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
        self.bias = self.add_weight(name="bias", shape=(self.filters,))

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
