"""
question: OutputLayer

The sum over the features by einsum, normal initial values, and the three functions written out.
"""


class OutputLayer(keras.layers.Layer):
    def __init__(self, units, activation="linear", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = activation

    def get_config(self):
        return {**super().get_config(), "units": self.units, "activation": self.activation}

    def build(self, input_shape):
        features = input_shape[-1]
        normal = keras.initializers.RandomNormal(stddev=features**-0.5)
        self.kernel = self.add_weight(shape=(features, self.units), initializer=normal)
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, inputs):
        logits = ops.einsum("nf,fu->nu", inputs, self.kernel) + self.bias
        if self.activation == "linear":
            return logits
        if self.activation == "sigmoid":
            return (1 + ops.tanh(logits / 2)) / 2
        return ops.exp(logits - ops.logsumexp(logits, axis=-1, keepdims=True))
