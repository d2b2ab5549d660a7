"""
question: WarmupCosine
caught_by: values

The floor is added on top of the wave, so that the rate jumps to peak + floor at the joint. The
wave spans from the floor to the peak: its height is their difference.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + self.peak * wave
        return ops.where(step < self.warmup_steps, rising, falling)
