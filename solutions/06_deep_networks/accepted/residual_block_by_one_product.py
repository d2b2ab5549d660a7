"""
question: ResidualBlock

Input and hidden units side by side, and one product with the identity above the second kernel.
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
        linear = ops.einsum("nf,fu->nu", inputs, self.kernel_1) + self.bias_1
        hidden = ops.where(linear > 0, linear, ops.zeros_like(linear))
        identity = ops.eye(inputs.shape[-1], dtype=inputs.dtype)
        matrix = ops.concatenate([identity, ops.convert_to_tensor(self.kernel_2)], axis=0)
        return ops.matmul(ops.concatenate([inputs, hidden], axis=-1), matrix) + self.bias_2
