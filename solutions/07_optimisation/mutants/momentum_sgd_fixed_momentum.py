"""
question: MomentumSGD
caught_by: trajectory

The velocity decays by 0.9 whatever the constructor was given. Use `self.momentum`.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign(velocity, 0.9 * velocity - learning_rate * gradient)
        self.assign_add(variable, velocity)
