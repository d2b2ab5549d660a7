"""
question: LearnedReLU
caught_by: values

The slopes are forced into the interval from 0 to 1. The data may want −1, the absolute value, or
2.
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
        alpha = ops.clip(self.alpha, 0.0, 1.0)
        return ops.where(inputs > 0, inputs, alpha * inputs)
