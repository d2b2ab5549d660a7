"""
question: RMSProp
caught_by: in a model

The averages are TensorFlow variables of their own, which are not saved with the model: after
loading they are 0 again, and the next step is too long. Make them with
`self.add_optimizer_variables`.
"""


class RMSProp(RMSProp):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.recent = [tf.Variable(tf.zeros(v.shape, v.dtype)) for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        average = self.recent[index]
        average.assign(self.rho * average + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
