"""
question: MomentumSGD
caught_by: a state for each weight

The states are taken in turn, call by call. When a weight has no gradient in some step, or the
order changes, each weight gets another one's velocity. `index` says which weight this is.
"""


class MomentumSGD(MomentumSGD):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.calls = 0

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[self.calls % len(self.velocities)]
        self.calls += 1
        self.assign(velocity, self.momentum * velocity - learning_rate * gradient)
        self.assign_add(variable, velocity)
