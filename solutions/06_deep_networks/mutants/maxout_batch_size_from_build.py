"""
question: Maxout
caught_by: in a model

The reshape uses a batch size that is unknown while `fit` traces the model. Write −1 for it, and
let TensorFlow compute it.
"""


class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}

    def build(self, input_shape):
        size = self.units * self.pieces
        self.kernel = self.add_weight(
            shape=(input_shape[-1], size), initializer="glorot_uniform", name="kernel"
        )
        self.bias = self.add_weight(shape=(size,), initializer="zeros", name="bias")

    def call(self, inputs):
        linear = ops.matmul(inputs, self.kernel) + self.bias
        groups = ops.reshape(linear, (inputs.shape[0], self.units, self.pieces))
        return ops.max(groups, axis=-1)
