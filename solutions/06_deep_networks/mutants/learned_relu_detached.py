"""
question: LearnedReLU
caught_by: gradient

The values are right, but α is cut off from the gradient. It would never change.
"""


class LearnedReLU(keras.layers.Layer):
    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {**super().get_config(), "initial_alpha": self.initial_alpha}

    def build(self, input_shape):
        start = keras.initializers.Constant(self.initial_alpha)
        self.alpha = self.add_weight(shape=(input_shape[-1],), initializer=start, name="alpha")

    def call(self, inputs):
        return ops.where(inputs > 0, inputs, ops.stop_gradient(self.alpha) * inputs)
