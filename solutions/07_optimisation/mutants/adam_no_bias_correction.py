"""
question: Adam
caught_by: trajectory

The averages are used as they are. They start at 0 and are too small in the first steps: divide
them by 1 − β^t.
"""


class Adam(Adam):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        step = mean / (ops.sqrt(square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
