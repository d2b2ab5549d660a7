"""
question: WarmupCosine
caught_by: values

The fall takes T − 1 − W steps and is over one step early. It ends at t = T.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - 1 - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
