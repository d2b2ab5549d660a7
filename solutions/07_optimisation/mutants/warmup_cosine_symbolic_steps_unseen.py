"""
question: WarmupCosine
caught_by: any kind of step

A Python `if` chose the piece, once: a symbolic step has no value yet. Whatever the step is within
`fit`, the function is compiled with one piece only. `ops.where` computes both and chooses for
each step.
"""


class WarmupCosine(WarmupCosine):
    def __call__(self, step):
        step = tf.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        is_known = tf.executing_eagerly()
        return rising if is_known and step < self.warmup_steps else falling
