"""
question: MomentumSGD
caught_by: a state for each weight

All weights share one velocity, so that one weight's gradient moves the others too. Make a state
for each of them, and take the one at `index`.
"""


class MomentumSGD(MomentumSGD):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.velocity = self.add_variable_from_reference(variables[0], "velocity")

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        self.assign(self.velocity, self.momentum * self.velocity - learning_rate * gradient)
        self.assign_add(variable, self.velocity)
