"""
question: AdaGrad
caught_by: trajectory

The accumulator holds the last gradient's square alone: it is assigned where it should be added
to. AdaGrad sums over all steps.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign(accumulator, ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
