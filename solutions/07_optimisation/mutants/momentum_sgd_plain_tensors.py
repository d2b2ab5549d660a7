"""
question: MomentumSGD
caught_by: in a model

The velocities are plain tensors in a list. Within `fit` the step is a compiled graph, which such
a list never enters: every step starts from a velocity of 0. State belongs into variables, made by
`self.add_optimizer_variables`.
"""


class MomentumSGD(MomentumSGD):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.velocities = [ops.zeros(v.shape, v.dtype) for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        velocity = self.momentum * self.velocities[index] - learning_rate * gradient
        self.velocities[index] = velocity
        self.assign_add(variable, velocity)
