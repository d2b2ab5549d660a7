"""
question: MomentumSGD
caught_by: trajectory

Each step is that of plain gradient descent: the velocity is computed, and not stored. A new value
has to be assigned to the variable that keeps it.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.momentum * self.velocities[index] - learning_rate * gradient
        self.assign_add(variable, velocity)
