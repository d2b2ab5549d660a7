"""
question: OutputLayer
caught_by: weights

The kernel starts at large random numbers. Then a sigmoid or a softmax is saturated from the
start, and next to no gradient comes through. `"glorot_uniform"` starts from small ones.
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
        large = keras.initializers.RandomUniform(-100, 100)
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer=large)
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, inputs):
        return self.activation(ops.matmul(inputs, self.kernel) + self.bias)
