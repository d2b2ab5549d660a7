"""
question: WarmupCosine

The wave as a squared cosine, the pieces joined by the smaller of two clipped numbers.
"""


@keras.saving.register_keras_serializable(package="course")
class WarmupCosine(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup_steps, total_steps, floor=0.0):
        self.peak = peak
        self.warmup_steps = warmup_steps
        self.total_steps = total_steps
        self.floor = floor

    def get_config(self):
        names = ("peak", "warmup_steps", "total_steps", "floor")
        return {name: getattr(self, name) for name in names}

    def __call__(self, step):
        step = tf.cast(tf.convert_to_tensor(step), tf.float64)
        angle = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps) * np.pi / 2
        wave = tf.cos(tf.clip_by_value(angle, 0.0, np.pi / 2)) ** 2
        falling = self.peak * wave + self.floor * (1 - wave)
        if self.warmup_steps == 0:
            return falling
        return falling * tf.minimum(step / self.warmup_steps, 1.0)
