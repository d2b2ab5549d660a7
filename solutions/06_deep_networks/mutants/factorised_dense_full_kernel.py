"""
question: FactorisedDense
caught_by: weights

One full kernel (features, units) is stored and trained, so nothing is saved. Store the factors.
"""


class FactorisedDense(keras.layers.Layer):
    def __init__(self, units, rank, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rank = rank

    def get_config(self):
        return {**super().get_config(), "units": self.units, "rank": self.rank}

    def build(self, input_shape):
        self.kernel = self.add_weight(
            shape=(input_shape[-1], self.units), initializer="glorot_uniform", name="kernel"
        )
        self.down_kernel, self.up_kernel = self.kernel[:, : self.rank], self.kernel[: self.rank]
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs):
        return ops.matmul(inputs, self.kernel) + self.bias
