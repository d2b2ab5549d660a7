"""
question: MomentumSGD
caught_by: a learning rate that changes

The learning rate multiplies the whole velocity, so that a change of it also changes how much the
old gradients count. Multiply each gradient by the learning rate of its own step, before it joins
the velocity.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        self.assign(velocity, self.momentum * velocity + gradient)
        self.assign_sub(variable, learning_rate * velocity)
