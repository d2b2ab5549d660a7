"""
question: ResidualBlock
caught_by: weights, and a copy

The input goes through a matrix before it is added. Its size fits already; with a matrix in the
way there is no identity path.
"""


class ResidualBlock(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def get_config(self):
        return {**super().get_config(), "units": self.units}

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel_1 = self.add_weight(shape=(features, self.units), name="kernel_1")
        self.bias_1 = self.add_weight(shape=(self.units,), initializer="zeros", name="bias_1")
        self.kernel_2 = self.add_weight(
            shape=(self.units, features), initializer="zeros", name="kernel_2"
        )
        self.bias_2 = self.add_weight(shape=(features,), initializer="zeros", name="bias_2")
        self.projection = self.add_weight(
            shape=(features, features), initializer="identity", name="projection"
        )

    def call(self, inputs):
        hidden = ops.relu(ops.matmul(inputs, self.kernel_1) + self.bias_1)

        correction = ops.matmul(hidden, self.kernel_2) + self.bias_2
        return ops.matmul(inputs, self.projection) + correction
