"""
question: Dropout
caught_by: dropped or scaled

Nothing is dropped, not even with `training=True`.
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
        return inputs
