"""
question: LearnedReLU
caught_by: weights

α is a plain tensor. Keras trains and saves only what `self.add_weight` has made.
"""


class LearnedReLU(keras.layers.Layer):
    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {**super().get_config(), "initial_alpha": self.initial_alpha}

    def build(self, input_shape):
        self.alpha = ops.full((input_shape[-1],), self.initial_alpha)

    def call(self, inputs):
        return ops.where(inputs > 0, inputs, self.alpha * inputs)
