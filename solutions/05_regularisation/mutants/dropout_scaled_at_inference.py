"""
question: Dropout
caught_by: dropped or scaled

Training is left as it is, and the inputs are multiplied by 1 - rate outside of it. The means agree
then, too, but the task is the other way round: scale in training, and return the inputs as they are
otherwise.
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
            return inputs * (1 - self.rate)
        draws = keras.random.uniform(
            ops.shape(inputs), dtype=inputs.dtype, seed=self.seed_generator
        )
        return ops.where(draws < self.rate, 0, inputs)
