"""
question: RMSProp
caught_by: trajectory

All numbers of a weight share one average, the mean over its whole gradient. Keep an average for
each number.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        square = ops.mean(ops.square(gradient)) * ops.ones_like(gradient)
        self.assign(average, self.rho * average + (1 - self.rho) * square)
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
