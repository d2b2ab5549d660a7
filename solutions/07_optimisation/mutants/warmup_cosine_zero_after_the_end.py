"""
question: WarmupCosine
caught_by: the joint and the end

After the end the learning rate is 0, and not the floor.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        falling = ops.where(step > self.total_steps, 0.0, falling)
        return ops.where(step < self.warmup_steps, rising, falling)
