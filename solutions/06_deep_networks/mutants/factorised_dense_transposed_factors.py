"""
question: FactorisedDense
caught_by: weights

Both kernels are transposed. A sample is a row here: (features, rank) leads down, (rank, units)
up.
"""


class FactorisedDense(keras.layers.Layer):
    def __init__(self, units, rank, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rank = rank

    def get_config(self):
        return {**super().get_config(), "units": self.units, "rank": self.rank}

    def build(self, input_shape):
        self.down_kernel = self.add_weight(
            shape=(self.rank, input_shape[-1]), initializer="glorot_uniform", name="down_kernel"
        )
        self.up_kernel = self.add_weight(
            shape=(self.units, self.rank), initializer="glorot_uniform", name="up_kernel"
        )
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs):
        summary = ops.matmul(inputs, ops.transpose(self.down_kernel))
        return ops.matmul(summary, ops.transpose(self.up_kernel)) + self.bias
