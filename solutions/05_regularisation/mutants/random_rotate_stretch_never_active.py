"""
question: RandomRotateStretch
caught_by: range

The images come out as they went in, in training too. `training` is what `fit` sets to True, and
the method has to use it.
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
        return inputs
