"""
question: RandomRotateStretch

Without `warp`: the places are computed for every pixel, and four neighbours are gathered and
weighed.
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
        height, width = inputs.shape[1:3]
        batch = ops.shape(inputs)[0]
        low, high = 1 - self.max_stretch, 1 + self.max_stretch
        shape = (batch, 1, 1)
        angle = keras.random.uniform(
            shape, -self.max_angle, self.max_angle, seed=self.seed_generator
        )
        wider = keras.random.uniform(shape, low, high, seed=self.seed_generator)
        higher = keras.random.uniform(shape, low, high, seed=self.seed_generator)
        y, x = np.mgrid[:height, :width].astype("float32")
        x, y = x - (width - 1) / 2, y - (height - 1) / 2
        column = (x * ops.cos(angle) + y * ops.sin(angle)) / wider + (width - 1) / 2
        row = (y * ops.cos(angle) - x * ops.sin(angle)) / higher + (height - 1) / 2

        flat = ops.reshape(inputs, (batch, height * width, -1))
        result = 0
        for row_step in (0, 1):
            for column_step in (0, 1):
                r, c = ops.floor(row) + row_step, ops.floor(column) + column_step
                share = (1 - ops.abs(row - r)) * (1 - ops.abs(column - c))
                inside = (r >= 0) & (r < height) & (c >= 0) & (c < width)
                share = ops.cast(ops.where(inside, share, 0.0), inputs.dtype)[..., None]
                place = ops.clip(r, 0, height - 1) * width + ops.clip(c, 0, width - 1)
                place = ops.reshape(ops.cast(place, "int32"), (batch, -1))
                values = tf.gather(flat, place, batch_dims=1)
                result += share * ops.reshape(values, ops.shape(inputs))
        return result
