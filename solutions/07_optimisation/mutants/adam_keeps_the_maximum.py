"""
question: Adam
caught_by: trajectory

The average of the squares never falls: this is the variant AMSGrad, which divides by the largest
average so far.
"""


class Adam(Adam):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.largest = self.add_optimizer_variables(variables, "largest")

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        corrected_square = square / (1 - self.beta_2**time)
        self.assign(self.largest[index], ops.maximum(self.largest[index], corrected_square))
        step = corrected_mean / (ops.sqrt(self.largest[index]) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
