"""
question: Adam
caught_by: trajectory

The gradient itself is divided by the root, not its average: this is RMSProp with a bias
correction. The numerator is the corrected average of the gradients.
"""


class Adam(Adam):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.means[index], self.squares[index]
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected_square = square / (1 - self.beta_2**time)
        step = gradient / (ops.sqrt(corrected_square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
