"""
question: RMSProp
caught_by: epsilon

Without epsilon, a parameter whose gradient is always 0 gets 0 / 0: NaN.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average))
