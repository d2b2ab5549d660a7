"""
question: RandomRotateStretch

Stretched by Keras's affine transform, then turned by Keras's own layer: every image is
interpolated twice.
"""


class RandomRotateStretch(keras.layers.Layer):
    def __init__(self, max_angle, max_stretch, **kwargs):
        super().__init__(**kwargs)
        self.max_angle = max_angle
        self.max_stretch = max_stretch
        self.seed_generator = keras.random.SeedGenerator()
        self.turn = keras.layers.RandomRotation(
            max_angle / (2 * np.pi), fill_mode="constant", dtype=self.dtype_policy
        )

    def get_config(self):
        own = {"max_angle": self.max_angle, "max_stretch": self.max_stretch}
        return {**super().get_config(), **own}

    def call(self, inputs, training=None):
        if not training:
            return inputs
        low, high = 1 - self.max_stretch, 1 + self.max_stretch
        shape = (ops.shape(inputs)[0], 2)
        scale = 1 / keras.random.uniform(shape, low, high, seed=self.seed_generator)
        matrices = ops.expand_dims(scale, axis=2) * ops.eye(2)
        return self.turn(warp(inputs, matrices), training=True)
