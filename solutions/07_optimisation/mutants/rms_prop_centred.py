"""
question: RMSProp
caught_by: trajectory

The square of the mean gradient is subtracted, which leaves the variance. That is the centred form
of RMSProp; asked for is the plain average of the squares.
"""


class RMSProp(RMSProp):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.means = self.add_optimizer_variables(variables, "mean")

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        mean = self.means[index]
        self.assign(mean, self.rho * mean + (1 - self.rho) * gradient)
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        variance = average - ops.square(mean)
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(variance + self.epsilon))
