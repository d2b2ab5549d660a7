"""
question: ResidualBlock
caught_by: gradient

The values are right, but x gets a gradient along the identity path alone. It has a share in f(x)
too.
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

    def call(self, inputs):
        hidden = ops.relu(ops.matmul(ops.stop_gradient(inputs), self.kernel_1) + self.bias_1)
        return inputs + ops.matmul(hidden, self.kernel_2) + self.bias_2
