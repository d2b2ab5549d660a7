"""
question: WarmupCosine
caught_by: values

The fall begins one step late, with t − W − 1, so that the end is one step late too. At t = W the
wave starts, at t = T it is over.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps - 1) / (self.total_steps - self.warmup_steps)
        progress = ops.maximum(progress, 0.0)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
