"""
question: MomentumSGD
caught_by: in a model

The velocities are TensorFlow variables of their own, which Keras does not save with the model:
after loading every velocity is 0. `self.add_optimizer_variables` makes state that is saved.
"""


class MomentumSGD(MomentumSGD):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.speeds = [tf.Variable(tf.zeros(v.shape, v.dtype)) for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.speeds[index]
        velocity.assign(self.momentum * velocity - learning_rate * gradient)
        self.assign_add(variable, velocity)
