"""
question: Dropout
caught_by: a draw of its own for each entry

In every call exactly a share `rate` of the entries is dropped. Each entry is dropped
independently of all others, so how many are dropped has to vary from call to call.
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
        size = tf.size(inputs)
        places = keras.random.shuffle(ops.arange(size), seed=self.seed_generator)
        share = (ops.cast(places, "float32") + 0.5) / ops.cast(size, "float32")
        dropped = ops.reshape(share, ops.shape(inputs)) < self.rate
        return ops.where(dropped, 0, inputs / (1 - self.rate))
