"""
question: MomentumSGD
caught_by: trajectory

This is Nesterov's momentum: the weight moves by μ times the new velocity and once more by the
gradient. Here it moves by the new velocity alone.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign(velocity, self.momentum * velocity - learning_rate * gradient)
        self.assign_add(variable, self.momentum * velocity - learning_rate * gradient)
