"""
question: Adam
caught_by: trajectory

Only the average of the gradients is corrected, so that the first steps are much too long. That of
the squares needs it even more, as β₂ is closer to 1.
"""


class Adam(Adam):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        step = corrected_mean / (ops.sqrt(square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
