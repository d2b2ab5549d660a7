"""
question: MomentumSGD
caught_by: trajectory

The velocity never decays: all gradients count alike for ever. The old velocity is multiplied by
the momentum μ.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign_sub(velocity, learning_rate * gradient)
        self.assign_add(variable, velocity)
