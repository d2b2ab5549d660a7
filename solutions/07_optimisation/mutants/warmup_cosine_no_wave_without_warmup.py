"""
question: WarmupCosine
caught_by: values

With a warm-up of 0 steps everything is NaN: t / W is 0 / 0 at the start, and multiplying by a
condition of 0 does not remove a NaN.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / ops.cast(self.warmup_steps, "float32")
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        rising = ops.where(self.warmup_steps > 0, rising, np.nan)
        warming = ops.cast(step < max(self.warmup_steps, 1), "float32")
        return warming * rising + (1 - warming) * falling
