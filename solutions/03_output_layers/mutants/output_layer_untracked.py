"""
question: OutputLayer
caught_by: weights

Keras knows of no weight to train: kernel and bias are plain tensors. `self.add_weight` registers
a weight with the layer, so that fit moves it and save stores it.
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
        self.kernel = keras.random.normal((input_shape[-1], self.units))
        self.bias = ops.zeros((self.units,))

    def call(self, inputs):
        return self.activation(ops.matmul(inputs, self.kernel) + self.bias)
