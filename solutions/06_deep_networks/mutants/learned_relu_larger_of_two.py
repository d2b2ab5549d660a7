"""
question: LearnedReLU
caught_by: values

This is max(x, αx), which is something else as soon as a slope is learned to be above 1.
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
        return ops.maximum(inputs, self.alpha * inputs)
