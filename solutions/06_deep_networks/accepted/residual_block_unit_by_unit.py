"""
question: ResidualBlock

Each hidden unit adds its correction to the input; random first values of both kernels.
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
            shape=(self.units, features), initializer="he_normal", name="kernel_2"
        )
        self.bias_2 = self.add_weight(shape=(features,), initializer="zeros", name="bias_2")

    def call(self, inputs):
        output = inputs + self.bias_2
        for unit in range(self.units):
            linear = ops.sum(inputs * self.kernel_1[:, unit], axis=-1, keepdims=True)
            output = output + ops.relu(linear + self.bias_1[unit]) * self.kernel_2[unit]
        return output
