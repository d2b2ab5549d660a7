"""
question: OutputLayer

One matrix product: the bias is one more row of the kernel, met by an input that is always 1.
"""


class OutputLayer(keras.layers.Layer):
    def __init__(self, units, activation="linear", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def get_config(self):
        activation = keras.activations.serialize(self.activation)
        return {**super().get_config(), "units": self.units, "activation": activation}

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="he_normal")
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, inputs):
        with_one = ops.concatenate([inputs, ops.ones_like(inputs[:, :1])], axis=-1)
        matrix = ops.concatenate([self.kernel, self.bias[None, :]], axis=0)
        return self.activation(ops.matmul(with_one, matrix))
