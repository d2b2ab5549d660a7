"""
question: MomentumSGD
caught_by: trajectory

The decay also hits the gradient that has just arrived: μ (v − ε g) instead of μ v − ε g. Only the
old velocity decays.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign(velocity, self.momentum * (velocity - learning_rate * gradient))
        self.assign_add(variable, velocity)
