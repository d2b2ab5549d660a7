"""
question: OutputLayer
caught_by: gradient

No gradient reaches the inputs, so the layers below this one could never learn. Use keras.ops on
the tensors themselves; a detour over NumPy or `stop_gradient` cuts the path.
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
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units))
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, inputs):
        inputs = ops.stop_gradient(inputs)
        return self.activation(ops.matmul(inputs, self.kernel) + self.bias)
