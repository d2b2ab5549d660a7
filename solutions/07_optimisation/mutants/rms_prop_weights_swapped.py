"""
question: RMSProp
caught_by: trajectory

The weights of old and new are swapped: rho belongs to the old average, 1 − rho to the new square.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign(average, (1 - self.rho) * average + self.rho * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
