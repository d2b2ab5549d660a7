"""
question: WarmupCosine
caught_by: values

The fall takes T steps after the warm-up. `total_steps` includes the warm-up: T − W are left for
the fall.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / self.total_steps
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
