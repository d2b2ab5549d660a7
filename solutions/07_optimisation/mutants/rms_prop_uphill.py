"""
question: RMSProp
caught_by: trajectory

The step is added: it leads to where the cost is larger.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        self.assign_add(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
