"""
question: Maxout

A dense layer of Keras with a maximum behind it.
"""


class Maxout(keras.layers.Dense):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(units * pieces, **kwargs)
        self.pieces = pieces

    def get_config(self):
        base = keras.layers.Layer.get_config(self)
        return {**base, "units": self.units // self.pieces, "pieces": self.pieces}

    def call(self, inputs):
        groups = ops.split(super().call(inputs), self.units // self.pieces, axis=-1)
        return ops.stack([ops.max(group, axis=-1) for group in groups], axis=-1)
