"""
question: RMSProp
caught_by: a state for each weight

All weights share the first one's average. Take the one at `index`.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[0]
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
