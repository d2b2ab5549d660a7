"""
question: MomentumSGD
caught_by: trajectory

The velocity is an average: the gradient is weighed with 1 − μ, which makes every step 1 / (1 − μ)
times too short. With momentum pushes add up.
"""


class MomentumSGD(MomentumSGD):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.velocities[index]
        push = (1 - self.momentum) * learning_rate * gradient
        self.assign(velocity, self.momentum * velocity - push)
        self.assign_add(variable, velocity)
