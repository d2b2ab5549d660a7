"""
question: WarmupCosine
caught_by: values

The warm-up is one step ahead: (t + 1) / W. Step 0 has a learning rate of 0, and the peak belongs
to step W alone.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * (step + 1) / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
