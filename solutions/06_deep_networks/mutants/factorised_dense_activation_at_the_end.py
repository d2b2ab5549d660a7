"""
question: FactorisedDense
caught_by: values

A ReLU is applied to the result. The layer is linear.
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
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs):
        summary = ops.matmul(inputs, self.down_kernel)
        return ops.relu(ops.matmul(summary, self.up_kernel) + self.bias)
