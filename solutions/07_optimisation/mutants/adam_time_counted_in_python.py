"""
question: Adam
caught_by: in a model

t is a Python number that `update_step` counts. Within `fit` the step is compiled once, and t with
it: the bias correction stays that of the first step. `self.iterations` is a variable, and goes
on.
"""


class Adam(Adam):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.times = [0 for _ in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        self.times[index] += 1
        time = ops.cast(self.times[index], variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        corrected_square = square / (1 - self.beta_2**time)
        step = corrected_mean / (ops.sqrt(corrected_square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
