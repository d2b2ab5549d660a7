"""
question: RMSProp
caught_by: trajectory

The squares are summed and never fade: this is AdaGrad. The old average has to be multiplied by
rho.
"""


class RMSProp(RMSProp):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.averages[index]
        self.assign_add(average, ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
