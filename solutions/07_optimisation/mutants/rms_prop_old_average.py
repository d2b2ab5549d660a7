"""
question: RMSProp
caught_by: trajectory

The step is divided by the average from before this step, which is 0 at first, so that the first
step is enormous. Update the average, then step.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
