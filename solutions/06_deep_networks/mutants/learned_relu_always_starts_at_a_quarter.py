"""
question: LearnedReLU
caught_by: weights

Every slope starts at 0.25, whatever `initial_alpha` says.
"""


class LearnedReLU(keras.layers.Layer):
    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {**super().get_config(), "initial_alpha": self.initial_alpha}

    def build(self, input_shape):
        start = keras.initializers.Constant(0.25)
        self.alpha = self.add_weight(shape=(input_shape[-1],), initializer=start, name="alpha")

    def call(self, inputs):
        return ops.where(inputs > 0, inputs, self.alpha * inputs)
