"""
question: RMSProp
caught_by: trajectory

The average is one of the squared steps, learning rate included, and so the learning rate cancels.
Average the squares of the gradients alone.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        step = learning_rate * gradient
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(step))
        self.assign_sub(variable, step / ops.sqrt(average + self.epsilon))
