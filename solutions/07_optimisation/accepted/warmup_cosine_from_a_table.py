"""
question: WarmupCosine

All learning rates are computed once, and looked up.
"""


@keras.saving.register_keras_serializable(package="course")
class WarmupCosine(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup_steps, total_steps, floor=0.0):
        self.peak, self.floor = peak, floor
        self.warmup_steps, self.total_steps = warmup_steps, total_steps
        rising = peak * np.arange(warmup_steps) / max(warmup_steps, 1)
        angles = np.linspace(0, np.pi, total_steps - warmup_steps + 1)
        falling = floor + (peak - floor) * (1 + np.cos(angles)) / 2
        self.table = np.concatenate([rising, falling]).astype("float32")

    def get_config(self):
        return {
            "peak": self.peak,
            "warmup_steps": self.warmup_steps,
            "total_steps": self.total_steps,
            "floor": self.floor,
        }

    def __call__(self, step):
        row = ops.minimum(ops.cast(step, "int32"), self.total_steps)
        return ops.take(ops.convert_to_tensor(self.table), row)
