"""
question: RandomRotateStretch

The matrix from the old place to the new one, inverted by a solver; one draw of three columns.
"""


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
        draws = keras.random.uniform((ops.shape(inputs)[0], 3), -1, 1, seed=self.seed_generator)
        angle = self.max_angle * draws[:, 0]
        sides = ops.expand_dims(1 + self.max_stretch * draws[:, 1:], axis=1)
        turn = ops.stack([ops.cos(angle), -ops.sin(angle), ops.sin(angle), ops.cos(angle)], axis=1)
        forward = ops.reshape(turn, (-1, 2, 2)) * sides
        return warp(inputs, ops.linalg.inv(forward))
