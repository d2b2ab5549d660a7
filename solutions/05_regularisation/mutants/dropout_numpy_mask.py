"""
question: Dropout
caught_by: a draw of its own for each entry

The mask is drawn by NumPy. That works call by call, but `fit` compiles `call`, and then the mask of
the first step is the mask of all of them. `keras.random` draws in each step.
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
        draws = np.random.uniform(size=inputs.shape)
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
