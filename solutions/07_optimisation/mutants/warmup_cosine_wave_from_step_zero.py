"""
question: WarmupCosine
caught_by: values

The wave is counted from step 0, t / T, so that it has already come down when the warm-up ends:
the rate jumps at the joint. Count from W, over T − W steps.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = step / self.total_steps
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
