"""
question: WarmupCosine
caught_by: values

This is a quarter of a wave, cos(π/2 · progress), which falls fastest at the end. The half wave (1
+ cos(π · progress)) / 2 is flat at both ends.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = ops.cos(np.pi / 2 * ops.minimum(progress, 1.0))
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
