"""
question: RMSProp
caught_by: trajectory

The average is divided by 1 − ρ^t, as in Adam. RMSProp takes the average as it is, which makes its
first steps long.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected = average / (1 - self.rho**time)
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(corrected + self.epsilon))
