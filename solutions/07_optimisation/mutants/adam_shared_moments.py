"""
question: Adam
caught_by: a state for each weight

All weights share the averages of the first one. Take those at `index`.
"""


class Adam(Adam):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[0], self.squares[0]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        corrected_square = square / (1 - self.beta_2**time)
        step = corrected_mean / (ops.sqrt(corrected_square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
