"""
question: Adam
caught_by: in a model

Both averages are TensorFlow variables of their own. Keras saves the step count and does not save
them: after loading, the averages are 0, and the bias correction thinks that they are not. Make
them with `self.add_optimizer_variables`.
"""


class Adam(Adam):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.first = [tf.Variable(tf.zeros(v.shape, v.dtype)) for v in variables]
        self.second = [tf.Variable(tf.zeros(v.shape, v.dtype)) for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        mean, square = self.first[index], self.second[index]
        mean.assign(self.beta_1 * mean + (1 - self.beta_1) * gradient)
        square.assign(self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))
        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        corrected_square = square / (1 - self.beta_2**time)
        step = corrected_mean / (ops.sqrt(corrected_square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
