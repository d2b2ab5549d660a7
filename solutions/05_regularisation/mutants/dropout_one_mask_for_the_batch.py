"""
question: Dropout
caught_by: a draw of its own for each entry

All samples of a batch have the same mask: it was drawn for one sample and spread to the others.
Draw a number for each entry of the batch.
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
        draws = keras.random.uniform((1, *inputs.shape[1:]), seed=self.seed_generator)
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
