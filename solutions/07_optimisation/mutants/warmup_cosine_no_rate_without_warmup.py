"""
question: WarmupCosine
caught_by: values

Without a warm-up the step is divided by 0 steps, and the rate becomes NaN or 0. Both sides of a
choice are computed: keep the divisor away from 0.
"""


@keras.saving.register_keras_serializable(package="course")
class WarmupCosine(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup_steps, total_steps, floor=0.0):
        self.peak = peak
        self.warmup_steps = warmup_steps
        self.total_steps = total_steps
        self.floor = floor

    def get_config(self):
        return {
            "peak": self.peak,
            "warmup_steps": self.warmup_steps,
            "total_steps": self.total_steps,
            "floor": self.floor,
        }

    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / self.warmup_steps
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step > self.warmup_steps, falling, rising)
