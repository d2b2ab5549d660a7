"""
question: WarmupCosine
caught_by: values

The learning rate falls to 0: the floor is not used.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.peak * wave
        return ops.where(step < self.warmup_steps, rising, falling)
