"""
question: MomentumSGD
caught_by: trajectory

The weights climb: every step goes along the gradient, which points to where the cost grows. One
of the signs has to be a minus.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign(velocity, self.momentum * velocity + learning_rate * gradient)
        self.assign_add(variable, velocity)
