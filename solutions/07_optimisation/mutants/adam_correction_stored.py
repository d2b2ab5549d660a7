"""
question: Adam
caught_by: trajectory

The corrected averages are stored, and corrected again in the next step. Keep the averages as they
are, and correct a copy.
"""


class Adam(Adam):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        time = ops.cast(self.iterations + 1, variable.dtype)
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(mean, mean / (1 - self.beta_1**time))
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        self.assign(square, square / (1 - self.beta_2**time))
        step = mean / (ops.sqrt(square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
