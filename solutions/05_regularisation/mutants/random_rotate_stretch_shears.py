"""
question: RandomRotateStretch
caught_by: distribution

The two sines of your matrix have the same sign, so that it shears the image instead of turning it.
In a turn one of them is negative.
"""


@keras.saving.register_keras_serializable(package="course")
class RandomRotateStretch(keras.layers.Layer):
    def __init__(self, max_angle, max_stretch, **kwargs):
        super().__init__(**kwargs)
        self.max_angle = max_angle
        self.max_stretch = max_stretch
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        own = {"max_angle": self.max_angle, "max_stretch": self.max_stretch}
        return {**super().get_config(), **own}

    def call(self, inputs, training=None):
        if not training:
            return inputs
        batch = ops.shape(inputs)[0]
        angle = keras.random.uniform(
            (batch,), -self.max_angle, self.max_angle, seed=self.seed_generator
        )
        stretch = keras.random.uniform(
            (batch, 2, 1), 1 - self.max_stretch, 1 + self.max_stretch, seed=self.seed_generator
        )
        to_x = ops.stack([ops.cos(angle), ops.sin(angle)], axis=1)
        to_y = ops.stack([ops.sin(angle), ops.cos(angle)], axis=1)
        return warp(inputs, ops.stack([to_x, to_y], axis=1) / stretch)
