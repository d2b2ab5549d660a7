"""
question: OutputLayer
caught_by: weights

There is no bias to train. Without b, every output of an input of zeros is g(0), whatever M is.
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
        self.bias = None

    def call(self, inputs):
        return self.activation(ops.matmul(inputs, self.kernel))
