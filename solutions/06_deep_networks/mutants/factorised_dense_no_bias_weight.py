"""
question: FactorisedDense
caught_by: weights

There is no bias. Only the linear middle does without: the outputs have one each.
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
            shape=(input_shape[-1], self.rank), initializer="glorot_uniform", name="down_kernel"
        )
        self.up_kernel = self.add_weight(
            shape=(self.rank, self.units), initializer="glorot_uniform", name="up_kernel"
        )

    def call(self, inputs):
        summary = ops.matmul(inputs, self.down_kernel)
        return ops.matmul(summary, self.up_kernel)
