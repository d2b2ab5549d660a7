"""
question: RMSProp
caught_by: trajectory

The root is missing: the average of the squares has the size of g², its root that of g.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / (average + self.epsilon))
