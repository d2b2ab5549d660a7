"""
question: LearnedReLU

The formula with a maximum and a minimum; ones times a number as the start.
"""


class LearnedReLU(keras.layers.Layer):
    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {**super().get_config(), "initial_alpha": self.initial_alpha}

    def build(self, input_shape):
        self.alpha = self.add_weight(shape=(input_shape[-1],), initializer="ones")
        self.alpha.assign(self.initial_alpha * ops.ones_like(self.alpha))

    def call(self, inputs):
        return ops.maximum(inputs, 0) + self.alpha * ops.minimum(inputs, 0)
