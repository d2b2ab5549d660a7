"""
question: WarmupCosine
caught_by: the joint and the end

After the end the cosine goes on, and the learning rate rises again. Keep the progress from
exceeding 1.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * progress)) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
