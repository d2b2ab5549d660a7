"""
question: Dropout
caught_by: a draw of its own for each entry

Whole samples are dropped: there is one draw for each row, and its features share it. Each neuron
has to be switched off by itself.
"""


@keras.saving.register_keras_serializable(package="course")
class Dropout(keras.layers.Layer):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "rate": self.rate}

    def call(self, inputs, training=False):
        if not training:
            return inputs
        if self.rate == 1:
            return ops.zeros_like(inputs)
        draws = keras.random.uniform(ops.shape(inputs)[:1], seed=self.seed_generator)
        shape = (-1,) + (1,) * (len(inputs.shape) - 1)
        kept = ops.reshape(draws >= self.rate, shape)
        return ops.where(kept, inputs / (1 - self.rate), 0)
