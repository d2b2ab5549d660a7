"""
question: Adam
caught_by: a state for each weight

t counts the calls of `update_step`, of which there is one for each weight and step.
`self.iterations` counts the steps.
"""


class Adam(Adam):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.time = self.add_variable((), initializer="zeros", dtype="float64", name="time")

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        self.assign_add(self.time, 1.0)
        time = ops.cast(self.time, variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        corrected_square = square / (1 - self.beta_2**time)
        step = corrected_mean / (ops.sqrt(corrected_square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
