"""
question: Dropout

TensorFlow's random numbers, and the smallest integer above a shifted draw as the mask.
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
        if not training or self.rate == 0:
            return inputs
        kept = 1.0 - self.rate
        scale = 1 / kept if kept else 0.0
        return (
            inputs
            * tf.floor(tf.random.uniform(tf.shape(inputs), dtype=inputs.dtype) + kept)
            * scale
        )
