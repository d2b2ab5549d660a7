"""
question: ResidualBlock
caught_by: values

The first bias is added behind the ReLU, where it is no more than a part of the second one. It
belongs inside: ReLU(M x + b).
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
        hidden = ops.relu(ops.matmul(inputs, self.kernel_1)) + self.bias_1
        return inputs + ops.matmul(hidden, self.kernel_2) + self.bias_2
