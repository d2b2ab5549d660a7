"""
question: Dropout

The layer's derivative written by hand, with the mask that was drawn forward.
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
        draws = tf.random.uniform(tf.shape(inputs))
        scale = tf.where(draws < self.rate, 0.0, 1 / (1 - self.rate) if self.rate < 1 else 0.0)
        scale = (
            tf.cast(scale, inputs.dtype)
            if inputs.dtype != tf.float64
            else tf.where(
                draws < self.rate,
                tf.constant(0.0, tf.float64),
                tf.constant(1 / (1 - self.rate) if self.rate < 1 else 0.0, tf.float64),
            )
        )

        @tf.custom_gradient
        def masked(values):
            return values * scale, lambda upstream: upstream * scale

        return masked(inputs)
