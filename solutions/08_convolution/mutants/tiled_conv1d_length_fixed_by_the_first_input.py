"""
question: TiledConv1D
caught_by: one step of fit

The layer needs to know the length while the model is built, where it is still None.
`ops.shape(x)[1]` is a length that is known when the data come.
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
        time = x.shape[1]
        before = (self.window - 1) // 2
        padded = ops.pad(x, [[0, 0], [before, self.window - 1 - before], [0, 0]])
        outputs = [
            ops.einsum("nac,acf->nf", padded[:, i : i + self.window], self.kernel[i % self.tiles])
            for i in range(time)
        ]
        return ops.stack(outputs, axis=1) + self.bias

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}
