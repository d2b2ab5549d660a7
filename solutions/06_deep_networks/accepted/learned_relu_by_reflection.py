"""
question: LearnedReLU

A mixture of x and its absolute value, whose share depends on α.
"""


class LearnedReLU(keras.layers.Layer):
    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {**super().get_config(), "initial_alpha": self.initial_alpha}

    def build(self, input_shape):
        features = input_shape[-1]
        self.alpha = self.add_weight(
            shape=(features,),
            initializer=lambda shape, dtype: ops.full(shape, self.initial_alpha, dtype),
        )

    def call(self, inputs):
        return ((1 + self.alpha) * inputs + (1 - self.alpha) * ops.abs(inputs)) / 2
