"""
question: MomentumSGD
caught_by: trajectory

The weight moves by the velocity from before this step, so that every gradient arrives one step
late and the first step goes nowhere. Update the velocity first.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign_add(variable, velocity)
        self.assign(velocity, self.momentum * velocity - learning_rate * gradient)
