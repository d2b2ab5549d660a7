"""
question: WarmupCosine
caught_by: any kind of step

The step is used as it comes. A tensor of integers can not be multiplied by a Python float: cast
it to float32 first.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
