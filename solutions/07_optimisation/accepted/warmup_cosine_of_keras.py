"""
question: WarmupCosine

Keras's own schedule, whose floor is a share of the peak and whose steps don't count the warm-up.
"""


@keras.saving.register_keras_serializable(package="course")
class WarmupCosine(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup_steps, total_steps, floor=0.0):
        self.peak = peak
        self.warmup_steps = warmup_steps
        self.total_steps = total_steps
        self.floor = floor
        falling = {"decay_steps": total_steps - warmup_steps, "alpha": floor / peak}
        if warmup_steps:
            self.inner = keras.optimizers.schedules.CosineDecay(
                0.0, warmup_target=peak, warmup_steps=warmup_steps, **falling
            )
        else:
            self.inner = keras.optimizers.schedules.CosineDecay(peak, **falling)

    def get_config(self):
        names = ("peak", "warmup_steps", "total_steps", "floor")
        return {name: getattr(self, name) for name in names}

    def __call__(self, step):
        return self.inner(step)
