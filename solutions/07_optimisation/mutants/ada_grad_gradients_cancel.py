"""
question: AdaGrad
caught_by: trajectory

The gradients are summed first and squared then, so that opposite ones cancel. Square each
gradient, then sum.
"""


class AdaGrad(AdaGrad):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.sums = self.add_optimizer_variables(variables, "sum")

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        total = self.sums[index]
        self.assign_add(total, gradient)
        root = ops.sqrt(self.initial_accumulator_value + ops.square(total) + self.epsilon)
        self.assign_sub(variable, learning_rate * gradient / root)
