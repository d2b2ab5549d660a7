"""
question: RMSProp
caught_by: trajectory

The new square is added with weight 1 instead of 1 − rho, so that the weights sum to 1 / (1 − rho)
and every step is too short.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign(average, self.rho * average + ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
