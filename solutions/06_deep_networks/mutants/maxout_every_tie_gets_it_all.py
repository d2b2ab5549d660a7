"""
question: Maxout
caught_by: ties

The values are right, but where two pieces tie, each of them gets the whole gradient of the unit.
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
        groups = ops.reshape(linear, (-1, self.units, self.pieces))
        largest = ops.max(groups, axis=-1, keepdims=True)
        straight = ops.where(groups == largest, groups, ops.stop_gradient(groups))
        moving = ops.sum(ops.where(groups == largest, straight, ops.zeros_like(groups)), axis=-1)
        return ops.stop_gradient(largest[:, :, 0]) + moving - ops.stop_gradient(moving)
